package app_test

// officeHears is what the clerks and the chief of the Office hear alike.
var officeHears = []string{
	"29/01 015: quá hạn 1 ngày (hạn 28/01/2027)",
	"15/02 001: quá hạn 11 ngày (hạn 04/02/2027)",
	"15/02 004: quá hạn 2 ngày (hạn 13/02/2027)",
	"18/02 002: quá hạn 1 ngày (hạn 17/02/2027)",
	"19/02 005: báo cáo hoàn thành chờ thẩm tra 3 ngày làm việc",
	"22/02 005: báo cáo hoàn thành chờ thẩm tra 5 ngày làm việc",
	"25/02 013: quá hạn 1 ngày (hạn 24/02/2027)",
}

// tetReminders is what each person hears in the month, each line the day and the title of a notice. The office works from Monday
// the 25th to Friday the 29th of January, to Thursday the 4th of February, then from Monday the 15th to Saturday the 20th and from
// Monday the 22nd to Friday the 26th. Whoever is not listed hears nothing.
//
// Task 001 is due on the last day before Tết, 002 on the third after it, 003 on the Monday after the Saturday made up for until it
// is extended, 004 in the middle of Tết with nobody named to do it, 005 in Tết too but handed in before; 006 is blocked until a leader
// decides, 007 is put off, 013 is a unit's part of a divided task, 015 and 016 are the periods of a series.
var tetReminders = map[string][]string{
	"khanhdv": { // head of the science division
		"25/01 007: còn 3 ngày làm việc (hạn 28/01/2027)",
		"01/02 001: còn 3 ngày làm việc (hạn 04/02/2027)",
		"03/02 001: còn 1 ngày làm việc (hạn 04/02/2027)",
		"04/02 002: còn 3 ngày làm việc (hạn 17/02/2027)",
		"15/02 001: quá hạn 11 ngày (hạn 04/02/2027)",
		"16/02 002: còn 1 ngày làm việc (hạn 17/02/2027)",
		"18/02 002: quá hạn 1 ngày (hạn 17/02/2027)",
		"22/02 001: quá hạn 18 ngày (hạn 04/02/2027)",
		"22/02 002: quá hạn 5 ngày (hạn 17/02/2027)",
	},
	"bichtt": { // stands in for the head of the science division from the 15th to the 19th of February
		"15/02 001: quá hạn 11 ngày (hạn 04/02/2027)",
		"16/02 002: còn 1 ngày làm việc (hạn 17/02/2027)",
		"18/02 002: quá hạn 1 ngày (hạn 17/02/2027)",
	},
	"annv": { // officer of the science division
		"25/01 007: còn 3 ngày làm việc (hạn 28/01/2027)",
		"26/01 001: còn 7 ngày làm việc (hạn 04/02/2027)",
		"29/01 002: còn 7 ngày làm việc (hạn 17/02/2027)",
		"01/02 001: còn 3 ngày làm việc (hạn 04/02/2027)",
		"03/02 001: còn 1 ngày làm việc (hạn 04/02/2027)",
		"04/02 002: còn 3 ngày làm việc (hạn 17/02/2027)",
		"15/02 001: quá hạn 11 ngày (hạn 04/02/2027)",
		"16/02 002: còn 1 ngày làm việc (hạn 17/02/2027)",
		"18/02 002: quá hạn 1 ngày (hạn 17/02/2027)",
		"22/02 001: quá hạn 18 ngày (hạn 04/02/2027)",
		"22/02 002: quá hạn 5 ngày (hạn 17/02/2027)",
	},
	"gianglv": { // head of the digital division, which cooperates in 001
		"26/01 006: còn 1 ngày làm việc (hạn 27/01/2027)",
		"28/01 001: phần việc phối hợp còn 3 ngày làm việc (hạn 02/02/2027)",
		"01/02 001: phần việc phối hợp còn 1 ngày làm việc (hạn 02/02/2027)",
		"03/02 001: phần việc phối hợp quá hạn 1 ngày (hạn 02/02/2027)",
		"15/02 001: phần việc phối hợp quá hạn 13 ngày (hạn 02/02/2027)",
		"18/02 003: còn 3 ngày làm việc (hạn 22/02/2027)",
		"18/02 003: đề nghị gia hạn chờ ký 3 ngày làm việc",
		"20/02 003: còn 1 ngày làm việc (hạn 22/02/2027)",
		"22/02 001: phần việc phối hợp quá hạn 20 ngày (hạn 02/02/2027)",
	},
	"yenpt": { // officer of the digital division
		"26/01 006: còn 1 ngày làm việc (hạn 27/01/2027)",
		"04/02 003: còn 7 ngày làm việc (hạn 22/02/2027)",
		"18/02 003: còn 3 ngày làm việc (hạn 22/02/2027)",
		"20/02 003: còn 1 ngày làm việc (hạn 22/02/2027)",
		"23/02 003: còn 7 ngày làm việc (hạn 04/03/2027)",
	},
	"hoatv": { // head of the sub-department
		"26/01 004: còn 7 ngày làm việc (hạn 13/02/2027)",
		"01/02 004: còn 3 ngày làm việc (hạn 13/02/2027)",
		"03/02 004: còn 1 ngày làm việc (hạn 13/02/2027)",
		"15/02 004: quá hạn 2 ngày (hạn 13/02/2027)",
		"22/02 004: quá hạn 9 ngày (hạn 13/02/2027)",
	},
	"vinhqv": { // head of the centre
		"25/01 015: còn 3 ngày làm việc (hạn 28/01/2027)",
		"27/01 015: còn 1 ngày làm việc (hạn 28/01/2027)",
		"29/01 015: quá hạn 1 ngày (hạn 28/01/2027)",
		"01/02 005: còn 3 ngày làm việc (hạn 10/02/2027)",
		"01/02 015: quá hạn 4 ngày (hạn 28/01/2027)",
		"15/02 005: báo cáo hoàn thành chờ duyệt 3 ngày làm việc",
		"15/02 015: quá hạn 18 ngày (hạn 28/01/2027)",
		"16/02 013: còn 7 ngày làm việc (hạn 24/02/2027)",
		"20/02 013: còn 3 ngày làm việc (hạn 24/02/2027)",
		"22/02 015: quá hạn 25 ngày (hạn 28/01/2027)",
		"23/02 013: còn 1 ngày làm việc (hạn 24/02/2027)",
		"24/02 016: còn 3 ngày làm việc (hạn 01/03/2027)",
		"25/02 013: quá hạn 1 ngày (hạn 24/02/2027)",
		"26/02 016: còn 1 ngày làm việc (hạn 01/03/2027)",
	},
	"nhunght": { // officer of the centre
		"25/01 015: còn 3 ngày làm việc (hạn 28/01/2027)",
		"26/01 005: còn 7 ngày làm việc (hạn 10/02/2027)",
		"27/01 015: còn 1 ngày làm việc (hạn 28/01/2027)",
		"29/01 015: quá hạn 1 ngày (hạn 28/01/2027)",
		"01/02 005: còn 3 ngày làm việc (hạn 10/02/2027)",
		"01/02 015: quá hạn 4 ngày (hạn 28/01/2027)",
		"15/02 015: quá hạn 18 ngày (hạn 28/01/2027)",
		"19/02 016: còn 7 ngày làm việc (hạn 01/03/2027)",
		"22/02 015: quá hạn 25 ngày (hạn 28/01/2027)",
		"24/02 016: còn 3 ngày làm việc (hạn 01/03/2027)",
		"26/02 016: còn 1 ngày làm việc (hạn 01/03/2027)",
	},
	"maint": officeHears,
	"namvv": officeHears,
	"hunghv": { // chief of the Office
		"29/01 015: quá hạn 1 ngày (hạn 28/01/2027)",
		"15/02 001: quá hạn 11 ngày (hạn 04/02/2027)",
		"15/02 004: quá hạn 2 ngày (hạn 13/02/2027)",
		"18/02 002: quá hạn 1 ngày (hạn 17/02/2027)",
		"19/02 005: báo cáo hoàn thành chờ thẩm tra 3 ngày làm việc",
		"22/02 003: đề nghị gia hạn chờ quyết định 3 ngày làm việc",
		"22/02 005: báo cáo hoàn thành chờ thẩm tra 5 ngày làm việc",
		"25/02 013: quá hạn 1 ngày (hạn 24/02/2027)",
	},
}

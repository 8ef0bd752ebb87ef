package reform

import (
	"net/url"
	"strconv"
	"strings"

	"cchc/internal/viet"
)

// BoardFilter says which tasks the monitoring board shows; the zero value shows what is not done yet. Of its TaskFilter the area,
// unit, document, text, order, page and day are the board's own, the group sets the others.
type BoardFilter struct {
	Group     BoardGroup
	Ageing    Ageing
	NotNudged int // only tasks that no nudge went out on, or is about to, in so many days; 0 asks nothing
	// Often says that more than OftenFrom tasks have the text: the list is then walked in its own order, and tones rank nothing.
	Often bool
	// Follower is who of the Office follows the tasks: a person, FollowedByMe, FollowedByNobody or FollowedByGone; 0 asks nothing.
	Follower int64
	TaskFilter
}

// OftenFrom is how many rows the board has at most for a text whose matches are gathered and ranked before the first is shown.
const OftenFrom = 500

// BoardNotNudged lists the numbers of days that the filter by nudges offers.
func BoardNotNudged() []int { return []int{3, 7, 14, 30} }

// notNudgedMost is how many days back the filter by nudges looks at most.
const notNudgedMost = 366

// Tasks returns the part of the filter that lists of tasks know, with what its group asks for.
func (f BoardFilter) Tasks() TaskFilter {
	group := f.Group.Filter()
	group.Area, group.Unit, group.Document, group.Text = f.Area, f.Unit, f.Document, f.Text
	group.Sort, group.Descending, group.Page, group.Today = f.Sort, f.Descending, f.Page, f.Today
	return group
}

// Within returns the filter with its page moved onto a list of so many rows.
func (f BoardFilter) Within(total int) BoardFilter {
	f.TaskFilter = f.TaskFilter.Within(total)
	return f
}

// By returns the filter as the person asks it: whom they call themselves is said by number.
func (f BoardFilter) By(person int64) BoardFilter {
	if f.Follower == FollowedByMe {
		f.Follower = person
	}
	return f
}

// Found returns the filter knowing how many rows it has.
func (f BoardFilter) Found(total int) BoardFilter {
	f.Often = f.Text != "" && total > OftenFrom
	return f
}

// Query returns what the board's URL says for the filter, its page and day apart; ParseBoardFilter reads it back the same.
func (f BoardFilter) Query() url.Values {
	q := url.Values{}
	set := func(on bool, name, value string) {
		if on {
			q.Set(name, value)
		}
	}
	set(f.Group != "", "xem", string(f.Group))
	set(f.Ageing != "", "tre", string(f.Ageing))
	set(f.NotNudged > 0, "chua_nhac", strconv.Itoa(f.NotNudged))
	set(f.Follower != 0, "nguoi_td", followerValue(f.Follower))
	set(f.Unit != 0, "don_vi", strconv.FormatInt(f.Unit, 10))
	if f.Area != nil {
		q.Set("linh_vuc", strconv.Itoa(int(*f.Area)))
	}
	set(f.Document != 0, "van_ban", strconv.FormatInt(f.Document, 10))
	set(f.Text != "", "q", f.Text)
	set(f.Sort != "", "sx", string(f.Sort))
	set(f.Sort != "", "chieu", map[bool]string{false: "tang", true: "giam"}[f.Descending])
	return q
}

// ParseBoardFilter reads the filter that Query wrote, and its page; what is no filter's value asks nothing.
func ParseBoardFilter(q url.Values) BoardFilter {
	var f BoardFilter
	if group := BoardGroup(q.Get("xem")); group.Label() != "" {
		f.Group = group
	}
	if ageing := Ageing(q.Get("tre")); ageing.Label() != "" {
		f.Ageing = ageing
	}
	f.NotNudged = min(queryNumber(q, "chua_nhac"), notNudgedMost)
	f.Follower = followerIn(q)
	f.Unit, f.Document = int64(queryNumber(q, "don_vi")), int64(queryNumber(q, "van_ban"))
	if n, err := strconv.Atoi(q.Get("linh_vuc")); err == nil && Area(n).Valid() {
		area := Area(n)
		f.Area = &area
	}
	f.Text = shortened(viet.Normalise(q.Get("q")), searchMost)
	if sort := TaskSort(q.Get("sx")); boardSorts[sort] {
		f.Sort, f.Descending = sort, q.Get("chieu") == "giam"
	}
	f.Page = queryNumber(q, "trang")
	return f
}

// followerWords are how a URL says who follows, but for the number of a person.
var followerWords = map[int64]string{FollowedByMe: "toi", FollowedByNobody: "chua-co", FollowedByGone: "giao-lai"}

func followerValue(person int64) string {
	if word := followerWords[person]; word != "" {
		return word
	}
	return strconv.FormatInt(person, 10)
}

func followerIn(q url.Values) int64 {
	for person, word := range followerWords {
		if q.Get("nguoi_td") == word {
			return person
		}
	}
	return int64(queryNumber(q, "nguoi_td"))
}

// BoardFilterIn reads the filter from the query of a URL, as saved filters and forms carry it; a query that cannot be read asks nothing.
func BoardFilterIn(query string) BoardFilter {
	values, err := url.ParseQuery(query)
	if err != nil {
		return BoardFilter{}
	}
	return ParseBoardFilter(values)
}

var boardSorts = map[TaskSort]bool{SortDue: true, SortCode: true, SortPercent: true, SortReport: true, SortUnit: true}

// searchMost is how many characters of a search are read.
const searchMost = 200

// queryNumber returns a whole number of the query; 0 where there is none, or one below it.
func queryNumber(q url.Values, name string) int {
	n, err := strconv.Atoi(q.Get(name))
	if err != nil {
		return 0
	}
	return max(n, 0)
}

func shortened(text string, most int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}

// Words says what the filter asks for, the search text first; unit, document and follower are the names of what it narrows to.
func (f BoardFilter) Words(unit, document, follower string) []string {
	var words []string
	add := func(on bool, text string) {
		if on {
			words = append(words, text)
		}
	}
	add(f.Text != "", "“"+f.Text+"”")
	add(f.Group != "", f.Group.Label())
	add(f.Ageing != "", "Quá hạn "+strings.ToLower(f.Ageing.Label()))
	add(f.Unit != 0, unit)
	if f.Area != nil {
		words = append(words, f.Area.Name())
	}
	add(f.Document != 0, document)
	switch f.Follower {
	case FollowedByMe:
		follower = "tôi"
	case FollowedByNobody:
		follower = "chưa có"
	case FollowedByGone:
		follower = "cần giao lại"
	}
	add(f.Follower != 0, "Người theo dõi: "+follower)
	add(f.NotNudged > 0, "Chưa nhắc "+strconv.Itoa(f.NotNudged)+" ngày")
	return words
}

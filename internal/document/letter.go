package document

import (
	"io"
	"strconv"
	"strings"

	"cchc/internal/reform"
)

// WriteLetter writes the letter of a nudge as a Word file, ready for its signer.
func WriteLetter(w io.Writer, l reform.Letter) error {
	d := &word{title: strings.ReplaceAll(reform.LetterAbout, "\n", " "), author: reform.LetterBy, last: portrait()}
	d.add(letterhead{
		above: reform.LetterAbove, by: reform.LetterBy, number: "Số: " + l.Number(), about: reform.LetterAbout,
		place: reform.LetterPlace + ", " + l.Dated(),
	}.table())
	d.add(addressee(l.Nudge.Unit), prose(l.Opening()))
	situation := prose(l.Situation())
	situation.keep = !l.Long()
	d.add(situation)
	if !l.Long() {
		d.add(gap(4), taskTable(l, narrow), gap(2))
	}
	d.ask(l)
	d.add(signature{recipients: l.Recipients(), titles: reform.SignedAs(l.Nudge.SignerPost), name: l.Nudge.Signer}.table())
	if l.Long() {
		d.attach(l)
	}
	return d.write(w)
}

// ask adds what follows the list of tasks: how often the unit was urged before, what the Office itself says, and
// what is asked of the unit now.
func (d *word) ask(l reform.Letter) {
	if lead, lines := l.History(); lead != "" {
		first := prose(lead)
		first.keep = true
		d.add(first)
		for i, line := range lines {
			end := ";"
			if i == len(lines)-1 {
				end = "."
			}
			d.add(prose(line + end))
		}
	}
	for _, words := range l.OwnWords() {
		d.add(prose(words))
	}
	lead, points := l.Requests()
	first := prose(lead)
	first.keep = true
	d.add(first)
	for _, point := range points {
		d.add(prose(point))
	}
	closing := prose(l.Closing())
	closing.keep = true // so that no page holds the signature alone
	room := gap(14)
	room.keep = true
	d.add(closing, room)
}

// attach ends the letter and lists the tasks in an appendix, on paper that lies on its side.
func (d *word) attach(l reform.Letter) {
	upright := d.last
	d.add(paragraph{runs: []run{{size: 1}}, exactly: 1, ends: &upright})
	d.last = landscape()
	d.add(appendix("Danh mục nhiệm vụ chưa hoàn thành của "+l.Nudge.Unit,
		"Kèm theo Công văn số "+l.Number()+" "+l.Dated()+" của Sở Khoa học và Công nghệ")...)
	d.add(taskTable(l, wide), gap(1))
}

// taskColumns are how wide the columns of the list of tasks are.
type taskColumns []float64

var (
	narrow = taskColumns{9, 20, 39, 31, 21, 13, 12.5, 21} // in the content
	wide   = taskColumns{11, 32, 82, 56, 24, 16, 14, 22}  // in an appendix
)

var taskHeads = []string{"TT", "Mã", "Nội dung nhiệm vụ", "Văn bản giao", "Thời hạn", "Quá hạn (ngày)", "Tiến độ", "Báo cáo gần nhất"}

func taskTable(l reform.Letter, columns taskColumns) table {
	t := table{widths: columns, ruled: true, heads: 1}
	var head row
	for _, name := range taskHeads {
		head = append(head, cell{paragraphs: []paragraph{look(name, run{size: sizeTable, bold: true})}, middle: true})
	}
	t.rows = append(t.rows, head)
	for i, task := range l.Tasks {
		t.rows = append(t.rows, taskRow(i+1, task, l))
	}
	return t
}

func taskRow(n int, task reform.LetterTask, l reform.Letter) row {
	due, late, reported := task.DueOn.Vietnamese(), "–", task.ReportedOn.Vietnamese()
	if due == "" {
		due = "Thường xuyên"
	}
	if days := task.Late(l.AsOf()); days > 0 {
		late = strconv.Itoa(days)
	}
	if reported == "" {
		reported = "Chưa báo cáo"
	}
	middle := func(text string) cell {
		return cell{paragraphs: []paragraph{look(text, run{size: sizeTable})}}
	}
	left := func(text string) cell {
		return cell{paragraphs: []paragraph{{runs: []run{{text: text, size: sizeTable}}}}}
	}
	return row{
		middle(strconv.Itoa(n)), middle(task.Code), left(task.Title), left(task.From()), middle(due), middle(late),
		middle(strconv.Itoa(task.Percent) + "%"), middle(reported),
	}
}

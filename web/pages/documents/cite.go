// Package documents shows the register of documents: the list, one document with its clause tree, and their forms.
package documents

import (
	"strconv"

	"cchc/internal/calendar"
	"cchc/internal/paths"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Name returns the document as it is called: "Công văn 433/UBND-NC".
func Name(d reform.Document) string {
	kind := d.Kind.Label()
	if d.Kind == reform.DocumentOther {
		kind = "Văn bản"
	}
	return kind + " " + d.Number()
}

// cited returns the document as others refer to it: "Công văn 433/UBND-NC ngày 27/02/2024".
func cited(d reform.Document) string { return Name(d) + " " + d.Dated() }

// issued returns the day of the paper, or its year with the remark that the day is blank.
func issued(d reform.Document) string {
	if d.IssuedOn.IsZero() {
		return strconv.Itoa(d.IssuedYear) + " (để trống ngày)"
	}
	return d.IssuedOn.Vietnamese()
}

// blank returns what stands for a number the paper leaves open.
func blank(number string) string {
	if number == "" {
		return "Để trống"
	}
	return number
}

func signed(d reform.Document) string {
	if d.SignerPosition == "" || d.Signer == "" {
		return d.SignerPosition + d.Signer
	}
	return d.Signer + ", " + d.SignerPosition
}

// lineage is one sort of link, seen from one side.
type lineage struct {
	label    string
	link     reform.LinkKind
	outgoing bool
}

var lineages = []lineage{
	{"Thực hiện", reform.LinkImplements, true}, {"Viện dẫn", reform.LinkCites, true},
	{"Được thực hiện bởi", reform.LinkImplements, false}, {"Được viện dẫn tại", reform.LinkCites, false},
}

// among returns the documents at the other ends of links of this sort.
func (l lineage) among(links []reform.DocumentLink) []reform.DocumentLink {
	var found []reform.DocumentLink
	for _, link := range links {
		if link.Link == l.link && link.Outgoing == l.outgoing {
			found = append(found, link)
		}
	}
	return found
}

// stored lists the files of a document to open.
func stored(files []reform.Attachment) []ui.Upload {
	list := make([]ui.Upload, 0, len(files))
	for _, file := range files {
		list = append(list, ui.Upload{
			Name: file.Name, Size: viet.Bytes(file.Size), Href: paths.ToFile(file.ID), Detail: calendar.Stamp(file.UploadedAt),
		})
	}
	return list
}

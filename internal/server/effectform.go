package server

import "cchc/internal/reform"

// effect reads what the fields that begin with the prefix say a decision does; the fields of other kinds are no matter.
func (f *form) effect(prefix string, year int) reform.Effect {
	e := reform.Effect{Kind: reform.EffectKind(f.Line(prefix + "tac_dong"))}
	switch e.Kind {
	case reform.EffectDeadline:
		e.DueOn = f.Date(prefix+"han_moi", year)
	case reform.EffectLeadUnit:
		e.UnitID = f.ID(prefix + "don_vi")
	case reform.EffectContent:
		e.Body, e.Deliverable = f.Text(prefix+"noi_dung"), f.Text(prefix+"san_pham")
	case reform.EffectInstruction:
		e.Body, e.Deliverable = f.Text(prefix+"noi_dung"), f.Text(prefix+"san_pham")
		e.UnitID, e.DueOn = f.ID(prefix+"don_vi"), f.Date(prefix+"han_moi", year)
	case reform.EffectRefer:
		e.Body, e.DueOn = f.Text(prefix+"noi_dung"), f.Date(prefix+"han_moi", year)
	}
	return e
}

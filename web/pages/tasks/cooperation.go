package tasks

import (
	"strings"

	"cchc/internal/calendar"
	"cchc/internal/reform"
	"cchc/internal/viet"
	"cchc/web/ui"
)

// Share is a cooperating unit's share of the task, with what the reader may do with it.
type Share struct {
	reform.TaskUnit
	MayAnswer   bool
	MayAskAgain bool
}

// shareChips say whether the unit has answered and, while it has not, how it stands to its day.
func (v Show) shareChips(s Share) []ui.Chip {
	switch {
	case s.State == reform.ShareAnswered:
		return []ui.Chip{{Kind: ui.Done, Text: "Đã trả lời " + calendar.DateOf(*s.AnsweredAt).Vietnamese()}}
	case !v.Task.State.Open():
		return []ui.Chip{{Kind: ui.Idle, Text: "Không trả lời"}}
	default:
		return ui.ShareChips(s.Due(v.Task), v.Today)
	}
}

// shareDue is the day of a share as a person reads it.
func (v Show) shareDue(s Share) string {
	due := s.Due(v.Task)
	switch {
	case due.IsZero():
		return "không có hạn riêng"
	case s.DueOn.IsZero():
		return due.Vietnamese() + " (theo hạn của nhiệm vụ)"
	default:
		return due.Vietnamese()
	}
}

// answered says how many units have answered, and names those that have not.
func (v Show) answered() string {
	var missing []string
	for _, share := range v.Shares {
		if share.State != reform.ShareAnswered {
			missing = append(missing, share.Unit)
		}
	}
	text := viet.Int(len(v.Shares)-len(missing)) + "/" + viet.Int(len(v.Shares)) + " đơn vị đã trả lời."
	if len(missing) > 0 {
		text += " Chưa trả lời: " + strings.Join(missing, "; ") + "."
	}
	return text
}

// filesOf are the files of the share's last answer or, for 0, those of the task's own reports.
func (v Show) filesOf(share int64) []reform.Attachment {
	var files []reform.Attachment
	for _, file := range v.Files {
		if file.ShareID == share && (share == 0 || v.last(file)) {
			files = append(files, file)
		}
	}
	return files
}

// last reports whether the file came with the share's last answer: both bear the same instant.
func (v Show) last(file reform.Attachment) bool {
	for _, share := range v.Shares {
		if share.ID == file.ShareID {
			return share.AnsweredAt != nil && share.AnsweredAt.Equal(file.UploadedAt)
		}
	}
	return false
}

// answerHead is the word before an answer that no longer counts.
func answerHead(s Share) string {
	if s.State == reform.ShareAsked {
		return "Trả lời lần trước: "
	}
	return ""
}

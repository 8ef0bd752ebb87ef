package paths

// The patterns of what units do together on one task.
const (
	Share      = "/nhiem-vu/{ma}/phan-viec/{id}"
	ShareAgain = "/nhiem-vu/{ma}/phan-viec/{id}/hoi-lai"
	TaskSplit  = "/nhiem-vu/{ma}/chia"
)

// ToShare returns the form on which a cooperating unit answers for its share of the task.
func ToShare(code string, share int64) string { return ToTask(code) + "/phan-viec/" + number(share) }

// ToShareAgain returns the page that asks for another answer to the share.
func ToShareAgain(code string, share int64) string { return ToShare(code, share) + "/hoi-lai" }

// ToTaskSplit returns the form that gives units tasks of their own below the task.
func ToTaskSplit(code string) string { return ToTask(code) + "/chia" }

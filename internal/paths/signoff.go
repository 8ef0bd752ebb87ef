package paths

// The patterns of sending a task as complete and signing that off.
const (
	Completion = "/nhiem-vu/{ma}/hoan-thanh"
	SignOff    = "/hoan-thanh/{id}"
	SignOffAct = "/hoan-thanh/{id}/viec/{viec}"
	ToApprove  = "/cho-duyet"
	ToVerify   = "/tham-tra"
)

// ToCompletion returns the form that sends the task as complete.
func ToCompletion(code string) string { return ToTask(code) + "/hoan-thanh" }

// ToSignOff returns the page of the completion report with this number.
func ToSignOff(id int64) string { return "/hoan-thanh/" + number(id) }

// ToSignOffAct returns the page that confirms a step of signing the report off; the act is its identifier.
func ToSignOffAct(id int64, act string) string { return ToSignOff(id) + "/viec/" + act }

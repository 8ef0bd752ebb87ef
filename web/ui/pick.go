package ui

// PhoneMost is how many rows can be picked at once on a phone: what cannot be seen at a glance is not to be sent at a touch.
const PhoneMost = 10

// PhonePick says so.
const PhonePick = "Trên điện thoại chọn tối đa 10 nhiệm vụ một lần."

// The button that stands on a narrow screen in place of the others tells with these that it is the one that was pressed: so the rule
// holds without script too.
const (
	ScreenField = "man_hinh"
	PhoneScreen = "hep"
)

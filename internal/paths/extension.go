package paths

import "net/url"

// The patterns of what moves a task or its deadline.
const (
	TaskReassign = "/nhiem-vu/{ma}/chuyen"
	ExtensionAsk = "/nhiem-vu/{ma}/gia-han"
	Extensions   = "/gia-han"
	Extension    = "/gia-han/{id}"
	ExtensionAct = "/gia-han/{id}/{viec}"

	Settings = "/quan-tri/cai-dat"
	Setting  = "/quan-tri/cai-dat/{khoa}"
)

// ToTaskReassign returns the form that moves the task to another unit.
func ToTaskReassign(code string) string { return ToTask(code) + "/chuyen" }

// ToExtensionAsk returns the form that asks for an extension of the task.
func ToExtensionAsk(code string) string { return ToTask(code) + "/gia-han" }

// ToExtensions returns the list of requests in the group.
func ToExtensions(group string) string { return With(Extensions, url.Values{"nhom": {group}}) }

// ToExtension returns the page of one request.
func ToExtension(id int64) string { return Extensions + "/" + number(id) }

// ToExtensionAct returns where a step of the request is posted; the act is its identifier.
func ToExtensionAct(id int64, act string) string { return ToExtension(id) + "/" + url.PathEscape(act) }

// ToUnitBy returns the unit's page with its figures measured against the deadline of that basis; "" for the one in force.
func ToUnitBy(unit int64, basis string) string {
	if basis == "" {
		return ToUnit(unit)
	}
	return With(ToUnit(unit), url.Values{"tinh_theo": {basis}})
}

// ToSetting returns where the setting under the key is posted.
func ToSetting(key string) string { return Settings + "/" + url.PathEscape(key) }

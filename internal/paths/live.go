package paths

// Events is the stream that says that something changed.
const Events = "/su-kien"

// The page that shows whether the portal keeps going.
const (
	Running = "/quan-tri/van-hanh"
	JobTry  = "/quan-tri/van-hanh/{id}/thu-lai"
)

// ToJobTry returns where the job is tried again.
func ToJobTry(id int64) string { return Running + "/" + number(id) + "/thu-lai" }

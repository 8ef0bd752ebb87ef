package paths

// The patterns of the steps of a decision card that are no decision; they stand before ObstacleAct.
const (
	CardQuery    = "/vuong-mac/{vuong_mac}/viec/query"
	CardSendBack = "/vuong-mac/{vuong_mac}/viec/send_back"
	CardTable    = "/vuong-mac/{vuong_mac}/viec/table"
)

package paths

import "net/url"

// The patterns of what blocks work, and of who decides it.
const (
	Obstacles        = "/vuong-mac"
	Obstacle         = "/vuong-mac/{vuong_mac}"
	ObstacleAct      = "/vuong-mac/{vuong_mac}/viec/{viec}"
	ObstacleEdit     = "/vuong-mac/{vuong_mac}/sua"
	ObstacleCard     = "/vuong-mac/{vuong_mac}/trinh"
	ObstacleDecision = "/vuong-mac/{vuong_mac}/quyet-dinh"
	ObstacleSimilar  = "/vuong-mac/tuong-tu"
	ObstacleBook     = "/vuong-mac/so"
	ObstacleBookFile = "/vuong-mac/so.xlsx"
	ObstacleWaits    = "/vuong-mac/thoi-gian-cho"
	ObstacleRaise    = "/nhiem-vu/{ma}/vuong-mac"
	Referrals        = "/vuong-mac/kien-nghi"
	Referral         = "/vuong-mac/kien-nghi/{id}"

	Charges = "/quan-tri/phu-trach"
)

// ToObstacles returns the list of obstacles in the group.
func ToObstacles(group string) string { return With(Obstacles, url.Values{"nhom": {group}}) }

// ToObstacle returns the page of the obstacle with this code.
func ToObstacle(code string) string { return Obstacles + "/" + url.PathEscape(code) }

// ToObstacleAct returns the page that confirms a step of the obstacle; the act is its identifier.
func ToObstacleAct(code, act string) string { return ToObstacle(code) + "/viec/" + url.PathEscape(act) }

// ToObstacleEdit returns the form that mends a returned obstacle and sends it again.
func ToObstacleEdit(code string) string { return ToObstacle(code) + "/sua" }

// ToObstacleCard returns the form that puts the obstacle before a leader.
func ToObstacleCard(code string) string { return ToObstacle(code) + "/trinh" }

// ToObstacleDecision returns the page on which a leader decides the obstacle.
func ToObstacleDecision(code string) string { return ToObstacle(code) + "/quyet-dinh" }

// ToSimilar returns what is like the text among all obstacles but the one with the code except; either may be empty.
func ToSimilar(text, except string) string {
	query := url.Values{}
	for name, value := range map[string]string{"q": text, "tru": except} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return With(ObstacleSimilar, query)
}

// ToObstacleRaise returns the form that raises an obstacle on the task.
func ToObstacleRaise(task string) string { return ToTask(task) + "/vuong-mac" }

// ToReferrals returns the list of the letters to those above: those answered, or those that wait.
func ToReferrals(answered bool) string {
	if answered {
		return Referrals + "?nhom=da-tra-loi"
	}
	return Referrals
}

// ToReferral returns the page of one letter.
func ToReferral(id int64) string { return Referrals + "/" + number(id) }

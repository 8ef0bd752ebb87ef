package server_test

import (
	"cchc/internal/app"
	"cchc/internal/fixture/small"
	"cchc/internal/paths"
	"cchc/internal/policy"
	"cchc/internal/server"
)

// fileObstacles has an obstacle with a file of the science division and one of the digital division.
func (l *land) fileObstacles() {
	l.t.Helper()
	for _, team := range []small.Team{l.Science, l.Digital} {
		task := l.InProgress(team)
		in := app.RaiseObstacle{Code: task.Code, Blocking: l.Blocking(), Files: []app.Upload{small.PDF("cong-van.pdf", "công văn")}}
		o, err := l.App.RaiseObstacle(l.t.Context(), team.Officer.Actor, in)
		if err != nil {
			l.t.Fatal(err)
		}
		files, err := l.DB.ObstacleFiles(l.t.Context(), policy.See(l.Clerk.Actor, policy.TaskRead), o.ID)
		if err != nil || len(files) != 1 {
			l.t.Fatalf("%v (%v)", files, err)
		}
		l.files[files[0].ID] = task
	}
}

// mendTargets are the obstacles in every reach; mending one needs more than reading it.
func (l *land) mendTargets(route server.Route, who small.Member) []target {
	found := map[fate]target{}
	for _, o := range l.obstacles {
		f := obstacleFate(who, o, route.Action)
		found[f] = target{paths.ToObstacleEdit(o.Code), f}
	}
	all := []target{{paths.ToObstacleEdit("VM-999"), missing}, {paths.ToObstacleEdit("khong-co"), missing}}
	for _, t := range found {
		all = append(all, t)
	}
	return all
}

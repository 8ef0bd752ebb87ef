package server

func (s *Server) reportRoutes() []Route { return nil }

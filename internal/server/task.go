package server

func (s *Server) taskRoutes() []Route { return nil }

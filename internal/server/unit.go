package server

func (s *Server) unitRoutes() []Route { return nil }

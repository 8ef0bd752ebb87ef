package server

func (s *Server) adminRoutes() []Route { return nil }

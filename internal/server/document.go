package server

func (s *Server) documentRoutes() []Route { return nil }

package linkage

func (r *Register) cluster(found []scored) []scored { return found }

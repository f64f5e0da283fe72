package lockorder

func (m Mode) of(l Lock) string {
	if l.Type == "Mutex" {
		return ""
	}
	return " for " + string(m)
}

func (l Lock) String() string { return l.Name }

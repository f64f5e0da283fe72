package measure

import "syscall"

func processor() string {
	name, _ := syscall.Sysctl("machdep.cpu.brand_string")
	return name
}

func quota() float64 { return 0 }

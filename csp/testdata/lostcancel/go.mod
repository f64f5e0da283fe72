module lostcancel

go 1.26

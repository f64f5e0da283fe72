module copied

go 1.26

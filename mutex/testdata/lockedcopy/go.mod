module lockedcopy

go 1.26

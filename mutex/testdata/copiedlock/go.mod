module copiedlock

go 1.26

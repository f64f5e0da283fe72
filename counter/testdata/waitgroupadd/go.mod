module waitgroupadd

go 1.26

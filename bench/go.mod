module github.com/counterpoint-go/counterpoint/bench

go 1.26.0

require (
	github.com/benbjohnson/immutable v0.4.3
	github.com/bytedance/gopkg v0.1.4
	github.com/counterpoint-go/counterpoint v0.0.0
	github.com/puzpuzpuz/xsync/v4 v4.5.0
	github.com/stretchr/testify v1.12.1
	go.uber.org/goleak v1.3.0
	golang.org/x/perf v0.0.0-20260908200009-22c9c6c9d4da
	golang.org/x/sync v0.24.0
)

require (
	github.com/aclements/go-moremath v0.0.0-20210112150236-f10218a38794 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/exp v0.0.0-20260824195058-e88cd73687aa // indirect
	golang.org/x/sys v0.49.0 // indirect
)

replace github.com/counterpoint-go/counterpoint => ../

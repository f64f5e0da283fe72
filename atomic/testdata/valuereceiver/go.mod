module valuereceiver

go 1.26

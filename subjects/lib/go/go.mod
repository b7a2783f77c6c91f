module gradgate/protocol

go 1.21

module moco-infra/sandbox/computer/go

go 1.26

module ringway-peer

go 1.19

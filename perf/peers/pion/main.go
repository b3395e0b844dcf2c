// Command ringway-peer answers WebRTC calls by Pion, one audio track each, and does one job with all of them.
//
//	ringway-peer -listen 127.0.0.1:8089 -job echo|ingest|decode [-keep first.pcm]
//
// POST /whip takes an SDP offer (RFC 9725), DELETE hangs up, GET /figures tells what was counted.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address of HTTP")
	name := flag.String("job", "echo", "echo, ingest or decode")
	keep := flag.String("keep", "", "file for what the first call says, decoded: 16-bit samples, 16 kHz")
	flag.Parse()

	newJob, ok := jobs(*keep)[*name]
	if !ok {
		log.Fatalf("no job %q", *name)
	}
	calls, err := newCalls(newJob)
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening %s\n", listener.Addr())
	log.Fatal(http.Serve(listener, calls.routes()))
}

func jobs(keep string) map[string]newJob {
	return map[string]newJob{
		"echo":   func() (job, error) { return newEcho() },
		"ingest": func() (job, error) { return ingest{}, nil },
		"decode": onlyFirstKeeps(keep),
	}
}

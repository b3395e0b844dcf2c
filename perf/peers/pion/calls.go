package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"sync"

	"github.com/pion/webrtc/v3"
)

const longestOfferBytes = 1 << 16

// calls answers offers and keeps what became of them.
type calls struct {
	api           *webrtc.API
	configuration webrtc.Configuration
	newJob        newJob

	mutex sync.Mutex
	open  map[string]*call
	made  int
	total tally
}

func newCalls(newJob newJob) (*calls, error) {
	api, err := newAPI()
	if err != nil {
		return nil, err
	}
	certificate, err := newCertificate()
	if err != nil {
		return nil, err
	}
	configuration := webrtc.Configuration{Certificates: []webrtc.Certificate{*certificate}}
	return &calls{api: api, configuration: configuration, newJob: newJob, open: map[string]*call{}}, nil
}

func (c *calls) routes() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("/whip", c.offer)
	routes.HandleFunc("/whip/", c.hangUp)
	routes.HandleFunc("/figures", c.figures)
	return routes
}

func (c *calls) offer(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.Error(w, "POST an offer", http.StatusMethodNotAllowed)
		return
	}
	offer, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestOfferBytes))
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	id, answer, err := c.answer(string(offer))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/sdp")
	w.Header().Set("Location", "/whip/"+id)
	w.WriteHeader(http.StatusCreated)
	io.WriteString(w, answer)
}

// answer makes a call of an offer; it is open until it is hung up or its connection fails.
func (c *calls) answer(offer string) (id, answer string, err error) {
	job, err := c.newJob()
	if err != nil {
		return "", "", err
	}
	c.mutex.Lock()
	c.made++
	id = fmt.Sprint(c.made)
	c.mutex.Unlock()

	connection, err := c.api.NewPeerConnection(c.configuration)
	if err != nil {
		job.close()
		return "", "", err
	}
	call := newCall(connection, job, func() { c.forget(id) })
	c.mutex.Lock()
	c.open[id] = call
	c.mutex.Unlock()
	if answer, err = call.answer(offer); err != nil {
		c.forget(id)
	}
	return id, answer, err
}

// forget closes a call and adds what it counted to the total.
func (c *calls) forget(id string) bool {
	c.mutex.Lock()
	call := c.open[id]
	delete(c.open, id)
	if call != nil {
		c.total.add(&call.tally)
	}
	c.mutex.Unlock()
	if call != nil {
		call.close()
	}
	return call != nil
}

func (c *calls) hangUp(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodDelete {
		http.Error(w, "DELETE a call", http.StatusMethodNotAllowed)
	} else if !c.forget(path.Base(r.URL.Path)) {
		http.NotFound(w, r)
	}
}

func (c *calls) figures(w http.ResponseWriter, _ *http.Request) {
	c.mutex.Lock()
	sum := tally{}
	sum.add(&c.total)
	for _, call := range c.open {
		sum.add(&call.tally)
	}
	answer := map[string]int64{
		"made": int64(c.made), "open": int64(len(c.open)), "connected": sum.connected.Load(),
		"packets": sum.packets.Load(), "failed": sum.failed.Load(),
	}
	c.mutex.Unlock()
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(answer)
}

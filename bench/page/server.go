package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is a program that answers while it is measured.
type server struct {
	*exec.Cmd
	host    string
	process int
}

func start(host string, command *exec.Cmd) (server, error) {
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		return server{}, fmt.Errorf("start %s: %w", filepath.Base(command.Path), err)
	}
	return server{command, host, command.Process.Pid}, nil
}

func (s server) stop() {
	_ = s.Process.Signal(syscall.SIGTERM) // it may have ended already
	_ = s.Wait()
}

// ready waits until the server answers and has nothing left to do in the background, and returns what it answers with.
func (s server) ready(path string) (page []byte, err error) {
	url := "http://" + s.host + path
	for deadline := time.Now().Add(20 * time.Minute); time.Now().Before(deadline); time.Sleep(time.Second) {
		before := busy(s.process)
		time.Sleep(time.Second)
		if page, err = get(url); err == nil && busy(s.process)-before < 50*time.Millisecond {
			return page, nil
		}
	}
	if err == nil {
		err = errors.New("it is still at work")
	}
	return nil, fmt.Errorf("wait for %s: %w", url, err)
}

// busy is the processor time a process and its children have used.
func busy(process int) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", process))
	if err != nil {
		return 0
	}
	const user, system = 11, 12 // fields after the name in parentheses; hundredths of a second
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	a, _ := strconv.Atoi(fields[user])
	b, _ := strconv.Atoi(fields[system])
	used := time.Duration(a+b) * 10 * time.Millisecond
	children, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", process, process)) // gone with the process
	for _, child := range strings.Fields(string(children)) {
		id, _ := strconv.Atoi(child)
		used += busy(id)
	}
	return used
}

func get(url string) ([]byte, error) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept-Encoding", "identity") // as wrk asks
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was read whole
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get %s: %s", url, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// nginxConfig is as a careful operator would write it: a worker for each processor, no log, open files kept.
const nginxConfig = `worker_processes auto;
daemon off;
pid nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
	access_log off;
	sendfile on;
	tcp_nopush on;
	keepalive_requests 100000000;
	open_file_cache max=1000;
	types { text/html html; }
	charset utf-8;
	client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
	server { listen %s; root www; }
}
`

// startNginx serves the page's bytes as a static file.
func startNginx(folder string, page []byte) (server, error) {
	www := filepath.Join(folder, "www")
	if err := os.Mkdir(www, 0o755); err != nil {
		return server{}, err
	}
	if err := os.Chmod(folder, 0o755); err != nil { // its workers run as somebody else
		return server{}, err
	}
	config := filepath.Join(folder, "nginx.conf")
	for name, content := range map[string][]byte{filepath.Join(www, "page.html"): page, config: fmt.Appendf(nil, nginxConfig, nginxAddress)} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return server{}, err
		}
	}
	s, err := start(nginxAddress, exec.Command("nginx", "-p", folder, "-c", config))
	if err != nil {
		return s, err
	}
	_, err = s.ready("/page.html")
	return s, err
}

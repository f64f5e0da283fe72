package lockcheck

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// The reports of a test's processes, of those that it starts too, are to be told from those of other packages. So go test
// runs each test binary by way of this program, which says where its package's reports are to be written.

// LogVariable is the environment variable that has this program be another: the one that its arguments name, with reports
// that are written to a folder. It holds which, as JSON, by the folder of the package.
const LogVariable = "COUNTERPOINT_LOCKS"

// Exec becomes the program of its arguments. It returns, with an exit status, only if that cannot be done, or the system
// has no such thing and the program is over.
func Exec(args []string, stderr io.Writer) (status int) {
	var logs map[string]string
	err := json.Unmarshal([]byte(os.Getenv(LogVariable)), &logs)
	if err != nil || len(args) == 0 {
		fmt.Fprintf(stderr, "counterpoint: %s is set by counterpoint deadlock, and not for people\n", LogVariable)
		return 2
	}
	_ = os.Unsetenv(LogVariable) // it is not for what the tests start
	folder, err := os.Getwd()
	switch log := logs[folder]; {
	case err != nil:
	case log == "":
		err = fmt.Errorf("%s is the folder of no package that is checked", folder)
	default:
		_ = os.Setenv("GODEADLOCK", fmt.Sprintf("log_path=%s halt_on_error=0", filepath.Join(log, "log"))) // there is no NUL in it
		status, err = become(args)
	}
	if err != nil {
		fmt.Fprintf(stderr, "counterpoint: %v\n", err)
		return 2
	}
	return status
}

// logSetting makes a folder for the reports of each package, and returns the setting for Exec.
func (c *check) logSetting() (string, error) {
	folders := map[string]string{} // by the folder of the package
	c.logOf = map[string]string{}
	logs := filepath.Join(c.Temp, "reports")
	if err := os.Mkdir(logs, 0o777); err != nil {
		return "", err
	}
	for i, path := range c.program.Named {
		c.logOf[path] = filepath.Join(logs, strconv.Itoa(i))
		if err := os.Mkdir(c.logOf[path], 0o777); err != nil {
			return "", err
		}
	}
	for _, q := range c.program.Loaded {
		if log := c.logOf[rebuild.ImportPath(q)]; log != "" && len(q.GoFiles) > 0 {
			folders[filepath.Dir(q.GoFiles[0])] = log
		}
	}
	text, err := json.Marshal(folders)
	return LogVariable + "=" + string(text), err
}

package rebuild

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// An overlay is what the go command is told to see in place of what is there. The files that it is made of are in a
// temporary folder; where they are seen need not exist.
type overlay struct {
	temp    string
	added   int
	replace map[string]string // by the path that is seen
}

// newOverlay returns an overlay whose files are in this folder, which it makes.
func newOverlay(temp string) (*overlay, error) {
	return &overlay{temp: temp, replace: map[string]string{}}, os.Mkdir(temp, 0o777)
}

// add has a file with this text be seen at the path.
func (o *overlay) add(path string, text []byte) error {
	file := filepath.Join(o.temp, fmt.Sprintf("%d-%s", o.added, filepath.Base(path)))
	o.added++
	o.replace[path] = file
	return os.WriteFile(file, text, 0o666)
}

// show has the files of a folder be seen in another one, but for those that are seen there already, and those that are
// not to be.
func (o *overlay) show(at, folder string, except func(rel string) bool) error {
	return filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		if to := filepath.Join(at, rel); o.replace[to] == "" && (except == nil || !except(rel)) {
			o.replace[to] = path
		}
		return nil
	})
}

// write writes the overlay to a file as the go command wants it, and returns its name.
func (o *overlay) write() (string, error) {
	text, err := json.Marshal(map[string]any{"Replace": o.replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(o.temp, "overlay.json")
	return file, os.WriteFile(file, text, 0o666)
}

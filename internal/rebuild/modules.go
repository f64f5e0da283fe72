package rebuild

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"
)

// A Building is how the rewritten program is built: by another go.mod, or go.work, than the user's, which leads to
// the packages that rewritten code imports.
type Building struct {
	place
	*overlay
	Env      []string // what is to be set for the go command
	temp     string
	vendored map[string]string // the version of each module that is vendored, by path
	replaced map[string]string // the folder to use for a module, by path
	added    []string          // flags of the go command
}

// Prepare finds out how to build the program. The folders of the modules that it adds are seen in the overlay alone,
// below Go's build cache, where nothing else is: so they have the same names each time, and what is built of them
// is found again in the cache.
func (p *Program) Prepare() (*Building, error) {
	o, err := newOverlay(filepath.Join(p.Temp, "files"))
	if err != nil {
		return nil, err
	}
	b := &Building{place: p.place, overlay: o, temp: p.Temp, vendored: map[string]string{}, replaced: map[string]string{}}
	if p.isOurs() {
		return b, nil
	}
	folder := filepath.Join(b.GOCACHE, "counterpoint", "explore")
	if err = o.carry(folder); err == nil {
		err = b.readVendored()
	}
	if err == nil {
		err = b.addOurs(p, folder)
	}
	if err == nil {
		err = b.addDependencies(p)
	}
	if err != nil {
		return nil, err
	}
	if b.GOWORK != "" {
		return b, b.writeWork()
	}
	return b, b.writeMod()
}

// isOurs says whether it is our own module that is explored: its packages are there.
func (p *Program) isOurs() bool {
	for _, q := range p.Loaded {
		if q.Module != nil && q.Module.Main && q.Module.Path == Ours {
			return true
		}
	}
	return false
}

// addOurs shows our module in the folder. If the user's tests import more of it than what rewritten code does, that is
// shown too.
func (b *Building) addOurs(p *Program, folder string) error {
	b.replaced[Ours] = folder
	for _, q := range p.Loaded {
		if q.Module == nil || q.Module.Path != Ours || isCarried(q.PkgPath) {
			continue
		}
		from := b.folderOf(q)
		if err := b.show(folder, from, isAnotherVersion); err != nil {
			return err
		}
		if _, ok := b.replace[filepath.Join(folder, "go.mod")]; ok {
			return nil
		}
		break
	}
	return b.add(filepath.Join(folder, "go.mod"), []byte(carriedGoMod))
}

// isAnotherVersion says whether a file of our module is of a package that is carried.
func isAnotherVersion(rel string) bool {
	return isCarried(path.Join(Ours, path.Dir(filepath.ToSlash(rel))))
}

// folderOf returns where the files of the package's module are.
func (b *Building) folderOf(q *packages.Package) string {
	if _, ok := b.vendored[q.Module.Path]; ok || q.Module.Dir == "" {
		return filepath.Join(b.root(), "vendor", filepath.FromSlash(q.Module.Path))
	}
	return q.Module.Dir
}

// root returns the folder of the go.mod, or of the go.work.
func (b *Building) root() string { return filepath.Dir(cmp.Or(b.GOWORK, b.GOMOD)) }

// addDependencies shows the modules of other packages to be rewritten in another place: the go command takes no
// overlay of its module cache.
func (b *Building) addDependencies(p *Program) error {
	for _, u := range p.Best() {
		if u.Module.Main || b.replaced[u.Module.Path] != "" || u.Module.Dir == "" || !isBelow(b.GOMODCACHE, u.Module.Dir) {
			continue
		}
		folder := filepath.Join(b.GOCACHE, "counterpoint", "with", filepath.FromSlash(u.Module.Path))
		b.replaced[u.Module.Path] = folder
		if err := b.show(folder, u.Module.Dir, nil); err != nil {
			return err
		}
		if mod := filepath.Join(folder, "go.mod"); b.replace[mod] == "" {
			if err := b.add(mod, []byte("module "+modfile.AutoQuote(u.Module.Path)+"\n")); err != nil {
				return err
			}
		}
	}
	return nil
}

func isBelow(folder, path string) bool {
	return strings.HasPrefix(path, folder+string(filepath.Separator))
}

// Add has the go command see a file of the unit with this text.
func (b *Building) Add(u *Unit, file string, text []byte) error {
	return b.add(b.whereSeen(u, file), atLine(file, text))
}

// atLine has the text of a file say where people can look at it, if it does not yet.
func atLine(name string, text []byte) []byte {
	if bytes.HasPrefix(text, []byte("//line ")) {
		return text
	}
	return append([]byte("//line "+name+":1\n"), text...)
}

// whereSeen returns where the go command is to see a file: where it is, but for one of a module that is shown elsewhere.
func (b *Building) whereSeen(u *Unit, file string) string {
	folder, ok := b.replaced[u.Module.Path]
	if rel, err := filepath.Rel(u.Module.Dir, file); ok && err == nil && u.Module.Dir != "" && !strings.HasPrefix(rel, "..") {
		return filepath.Join(folder, rel)
	}
	return file
}

// readVendored reads which modules are vendored, if the go command uses these. It cannot be told to use others too: in
// their place come replacements by the same folders, each of which is seen to have a go.mod.
func (b *Building) readVendored() error {
	if mod, ok := flag(b.GOFLAGS, "mod"); ok && mod != "vendor" {
		return nil
	}
	text, err := os.ReadFile(filepath.Join(b.root(), "vendor", "modules.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	mods := map[string]string{} // the texts of the go.mod files
	var last string
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) >= 3 && words[0] == "#" && words[2] != "=>":
			last = words[1]
			b.vendored[last] = words[2]
			mods[last] = "module " + modfile.AutoQuote(last) + "\n"
		case len(words) > 0 && words[0] == "##":
			if _, v, ok := strings.Cut(lines.Text(), "go "); ok && last != "" {
				mods[last] += "\ngo " + v + "\n"
			}
		case len(words) > 0 && words[0] == "#":
			last = ""
		}
	}
	for name, mod := range mods {
		folder := filepath.Join(b.root(), "vendor", filepath.FromSlash(name))
		b.replaced[name] = folder
		if err := b.add(filepath.Join(folder, "go.mod"), []byte(mod)); err != nil {
			return err
		}
	}
	return nil
}

// writeMod writes a go.mod with what is added, and has the go command use it.
func (b *Building) writeMod() error {
	from := b.GOMOD
	if other, ok := flag(b.GOFLAGS, "modfile"); ok {
		from = other
	}
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := modfile.Parse(from, text, nil)
	if err != nil {
		return err
	}
	if err := b.changeMod(f); err != nil {
		return err
	}
	f.SortBlocks()
	f.Cleanup()
	if text, err = f.Format(); err != nil {
		return err
	}
	name := filepath.Join(b.temp, "go.mod")
	b.added = append(b.added, "-modfile="+name)
	if len(b.vendored) > 0 {
		b.added = append(b.added, "-mod=mod")
	}
	if err := os.WriteFile(name, text, 0o666); err != nil {
		return err
	}
	return copyIfThere(filepath.Join(b.temp, "go.sum"), strings.TrimSuffix(from, ".mod")+".sum")
}

// changeMod adds what there is to add.
func (b *Building) changeMod(f *modfile.File) error {
	var errs []error
	required := map[string]bool{}
	for _, r := range f.Require {
		required[r.Mod.Path] = true
	}
	for path, folder := range b.replaced {
		if !required[path] {
			errs = append(errs, f.AddRequire(path, cmp.Or(b.vendored[path], "v0.0.0-00010101000000-000000000000")))
		}
		for _, r := range slices.Clone(f.Replace) {
			if r.Old.Path == path {
				errs = append(errs, f.DropReplace(path, r.Old.Version))
			}
		}
		errs = append(errs, f.AddReplace(path, "", folder, ""))
	}
	return errors.Join(errs...)
}

// writeWork writes a go.work with what is added, and has the go command use it.
func (b *Building) writeWork() error {
	text, err := os.ReadFile(b.GOWORK)
	if err != nil {
		return err
	}
	f, err := modfile.ParseWork(b.GOWORK, text, nil)
	if err != nil {
		return err
	}
	if err := b.changeWork(f); err != nil {
		return err
	}
	f.SortBlocks()
	f.Cleanup()
	name := filepath.Join(b.temp, "go.work")
	b.Env = append(b.Env, "GOWORK="+name)
	if len(b.vendored) > 0 {
		b.added = append(b.added, "-mod=readonly")
	}
	if err := os.WriteFile(name, modfile.Format(f.Syntax), 0o666); err != nil {
		return err
	}
	return copyIfThere(name+".sum", b.GOWORK+".sum")
}

// changeWork makes the paths absolute, and adds what there is to add.
func (b *Building) changeWork(f *modfile.WorkFile) error {
	var errs []error
	for _, u := range slices.Clone(f.Use) {
		path := u.Path // which DropUse clears
		errs = append(errs, f.DropUse(path), f.AddUse(b.absolute(path), ""))
	}
	for _, r := range slices.Clone(f.Replace) {
		if r.New.Version == "" {
			errs = append(errs, f.AddReplace(r.Old.Path, r.Old.Version, b.absolute(r.New.Path), ""))
		}
	}
	for path, folder := range b.replaced {
		if path == Ours {
			errs = append(errs, f.AddUse(folder, Ours))
			continue
		}
		for _, r := range slices.Clone(f.Replace) {
			if r.Old.Path == path {
				errs = append(errs, f.DropReplace(path, r.Old.Version))
			}
		}
		errs = append(errs, f.AddReplace(path, "", folder, ""))
	}
	return errors.Join(errs...)
}

// absolute returns a path of the go.work as it is from everywhere.
func (b *Building) absolute(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(b.GOWORK), filepath.FromSlash(path))
}

func copyIfThere(to, from string) error {
	text, err := os.ReadFile(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("cannot copy the sums: %w", err)
	}
	return os.WriteFile(to, text, 0o666)
}

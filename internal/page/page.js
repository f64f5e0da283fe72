// The viewer of a failing schedule: it steps through the table that is there, and says where everybody is.

class Viewer {
	constructor(section) {
		this.section = section;
		this.trace = JSON.parse(section.querySelector('script').textContent);
		this.rows = new Map([...section.querySelectorAll('tr[data-step]')].map(row => [Number(row.dataset.step), row]));
		this.names = new Map(this.trace.goroutines.map(g => [g.number, g.name]));
		this.done = 0; // how many steps have been made
		this.controls = section.querySelector('.controls');
		this.slider = this.find('.slider');
		for (const [name, to] of [['first', () => 0], ['back', () => this.done - 1], ['forward', () => this.done + 1], ['last', () => this.trace.steps.length]]) {
			this.find('button.' + name).addEventListener('click', () => this.go(to()));
		}
		this.slider.addEventListener('input', () => this.go(Number(this.slider.value)));
		this.find('.help').addEventListener('click', showKeys);
		for (const [step, row] of this.rows) {
			row.addEventListener('click', () => this.go(step + 1));
		}
		this.arrows = new Arrows(this);
		for (const hidden of [this.controls, this.find('.goroutines'), this.find('.objects')]) {
			hidden.hidden = false;
		}
		this.go(1);
		new ResizeObserver(() => this.arrows.draw(this.done)).observe(this.find('.schedule'));
	}

	find(selector) { return this.section.querySelector(selector); }

	// go shows the program when n steps have been made.
	go(n) {
		const { steps } = this.trace;
		this.done = Math.min(Math.max(n, 0), steps.length);
		this.slider.value = this.done;
		this.find('button.first').disabled = this.find('button.back').disabled = this.done === 0;
		this.find('button.last').disabled = this.find('button.forward').disabled = this.done === steps.length;
		for (const [step, row] of this.rows) {
			row.classList.toggle('current', step === this.done - 1);
			row.classList.toggle('future', step >= this.done);
			if (step === this.done - 1) {
				row.setAttribute('aria-current', 'step');
				this.show(row);
			} else {
				row.removeAttribute('aria-current');
			}
		}
		const said = this.said();
		this.find('.where').textContent = said;
		this.slider.setAttribute('aria-valuetext', said);
		this.goroutines();
		this.objects();
		this.arrows.draw(this.done);
	}

	// show has the row be seen, if the schedule is.
	show(row) {
		const top = this.controls.getBoundingClientRect().bottom, at = row.getBoundingClientRect();
		if (this === active && (at.top < top || at.bottom > innerHeight)) {
			scrollBy({ top: at.top - (top + innerHeight) / 2 });
		}
	}

	said() {
		const { steps } = this.trace;
		if (this.done === 0) {
			return `Before step 1 of ${steps.length}`;
		}
		const s = steps[this.done - 1];
		const after = s.after ? `, after ${s.after.map(i => i + 1).join(', ')}` : '';
		return `Step ${this.done} of ${steps.length}: ${this.names.get(s.goroutine)} ${did(s, this.names)}${after}, at ${short(s.at)}`;
	}

	// status says what a goroutine is about to do, and where.
	status(g) {
		const { steps, stuck = [] } = this.trace;
		if (this.done < g.started) {
			return { text: 'not started yet' };
		}
		for (let i = this.done; i < steps.length; i++) {
			const s = steps[i];
			if (s.goroutine === g.number) {
				return { text: `before step ${i + 1}: ${does(s, this.names)}`, at: s.at };
			}
			if (s.with === g.number) {
				return { text: `before step ${i + 1}: send ${s.object ?? ''}`, at: s.withAt };
			}
		}
		const s = stuck.find(s => s.goroutine === g.number);
		return s ? { text: s.why, at: s.at } : { text: 'makes no more steps' };
	}

	goroutines() {
		for (const line of this.section.querySelectorAll('.listing [data-line]')) {
			line.classList.remove('made');
			line.querySelector('.who').replaceChildren();
		}
		const rows = this.trace.goroutines.map(g => {
			const { text, at } = this.status(g);
			this.line(at)?.querySelector('.who').append(element('span', g.name));
			return entry(g.name, at?.file ? `${text} (${short(at)})` : text);
		});
		this.find('.goroutines tbody').replaceChildren(...rows);
		const made = this.done > 0 && this.line(this.trace.steps[this.done - 1].at);
		if (made) {
			made.classList.add('made');
			const pane = this.find('.listing');
			if (made.offsetTop < pane.scrollTop || made.offsetTop + made.offsetHeight > pane.scrollTop + pane.clientHeight) {
				pane.scrollTop = made.offsetTop - pane.clientHeight / 2;
			}
		}
	}

	// line finds a line of source on the page.
	line(at) {
		if (!at?.file) {
			return null;
		}
		const file = [...this.section.querySelectorAll('figure')].find(f => f.dataset.file === at.file);
		return file?.querySelector(`[data-line="${Number(at.line)}"]`);
	}

	objects() {
		const known = new Map();
		for (const s of this.trace.steps.slice(0, this.done)) {
			if (s.value !== undefined && s.object) {
				known.set(s.object, s.value);
			}
			for (const { object, is } of s.states ?? []) {
				known.set(object, is);
			}
		}
		const rows = [...known].map(([object, is]) => entry(object, is));
		this.find('.objects tbody').replaceChildren(...rows);
		this.find('.objects').hidden = rows.length === 0;
	}
}

// Arrows lead from what happens before to what happens after, and from who waits to whom it waits for.
class Arrows {
	constructor(viewer) {
		this.viewer = viewer;
		this.table = viewer.find('.schedule');
		this.svg = svg('svg', { class: 'arrows', 'aria-hidden': 'true' });
		const id = viewer.section.id;
		this.svg.append(...['edge', 'wait'].map(kind => {
			const marker = svg('marker', { id: `${id}-${kind}`, class: kind, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto' });
			marker.append(svg('path', { d: 'M0 0 8 4 0 8z' }));
			return marker;
		}));
		this.group = svg('g', {});
		this.svg.append(this.group);
		viewer.find('.scroll').append(this.svg);
	}

	draw(done) {
		const frame = this.viewer.find('.scroll');
		const origin = this.table.getBoundingClientRect();
		const left = this.table.offsetLeft, top = this.table.offsetTop;
		this.svg.setAttribute('width', frame.scrollWidth);
		this.svg.setAttribute('height', frame.scrollHeight);
		const dot = cell => {
			const box = cell.getBoundingClientRect(), padding = parseFloat(getComputedStyle(cell).paddingTop);
			return { x: box.left - origin.left + left + 1, y: box.top - origin.top + top + padding + 10 };
		};
		const paths = [];
		for (const [step, row] of this.viewer.rows) {
			const s = this.viewer.trace.steps[step];
			const to = row.querySelector(`[data-lane="${s.goroutine}"]`);
			const met = s.with >= 0 && row.querySelector(`[data-lane="${s.with}"]`);
			if (met) {
				paths.push(this.path(dot(met), dot(to), 'edge', step === done - 1));
			}
			for (const before of s.after ?? []) {
				const from = this.viewer.rows.get(before)?.querySelector(`[data-lane="${this.viewer.trace.steps[before].goroutine}"]`);
				if (from) {
					paths.push(this.path(dot(from), dot(to), 'edge', step === done - 1));
				}
			}
		}
		for (const cell of this.table.querySelectorAll('.stuck')) {
			for (const g of cell.dataset.for.split(' ').filter(g => g && g !== cell.dataset.lane)) {
				const other = this.table.querySelector(`.stuck[data-lane="${g}"]`);
				if (other) {
					paths.push(this.path(dot(cell), dot(other), 'wait', false));
				}
			}
		}
		this.group.replaceChildren(...paths);
	}

	// path leads from one dot to another, and ends in front of it. Where these are side by side, it goes round the text.
	path(from, to, kind, strong) {
		const aside = Math.abs(from.y - to.y) > 1 ? 0 : kind === 'edge' ? 32 : from.x < to.x ? -34 : -58;
		const turn = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + aside };
		const dx = to.x - turn.x, dy = to.y - turn.y, length = Math.hypot(dx, dy) || 1;
		return svg('path', {
			d: `M${from.x} ${from.y}Q${turn.x} ${turn.y} ${to.x - dx / length * 7} ${to.y - dy / length * 7}`,
			class: strong ? `${kind} strong` : kind,
			'marker-end': `url(#${this.viewer.section.id}-${kind})`,
		});
	}
}

function does(step, names) {
	return [step.operation, step.object, step.with >= 0 && `from ${names.get(step.with)}`].filter(Boolean).join(' ');
}

function did(step, names) { return does(step, names) + (step.value === undefined ? '' : ` = ${step.value}`); }

function short(at) { return at.file ? `${at.file.split('/').pop()}:${at.line}` : '?'; }

function element(name, text) {
	const e = document.createElement(name);
	e.textContent = text;
	return e;
}

function entry(name, text) {
	const row = document.createElement('tr'), head = element('th', name);
	head.scope = 'row';
	row.append(head, element('td', text));
	return row;
}

function svg(name, attributes) {
	const e = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(attributes)) {
		e.setAttribute(key, value);
	}
	return e;
}

const keys = document.getElementById('keys');

function showKeys() { keys.showModal(); }

for (const replay of document.querySelectorAll('.replay')) {
	const button = replay.querySelector('button'), code = replay.querySelector('code');
	button.hidden = false;
	button.addEventListener('click', async () => {
		try {
			await navigator.clipboard.writeText(code.textContent);
			button.textContent = 'Copied';
		} catch {
			getSelection().selectAllChildren(code);
			button.textContent = 'Selected: copy it';
		}
	});
}

let active = null;
const viewers = [];
for (const section of document.querySelectorAll('.finding')) {
	if (section.querySelector('.schedule')) {
		const viewer = new Viewer(section);
		viewers.push(viewer);
		for (const event of ['focusin', 'pointerdown']) {
			section.addEventListener(event, () => { active = viewer; });
		}
	}
}
active = viewers[0];

// turn makes another viewer the one that the keys are for.
function turn(by) {
	const at = viewers.indexOf(active) + by;
	if (at >= 0 && at < viewers.length) {
		active = viewers[at];
		active.section.focus({ preventScroll: true });
		active.section.scrollIntoView();
	}
}

document.addEventListener('keydown', event => {
	if (event.ctrlKey || event.altKey || event.metaKey || keys.open || !active) {
		return;
	}
	const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
	if (step && event.target !== active.slider) { // which does it by itself
		active.go(active.done + step);
	} else if (event.key === 'n' || event.key === 'p') {
		turn(event.key === 'n' ? 1 : -1);
	} else if (event.key === '?') {
		showKeys();
	} else {
		return;
	}
	event.preventDefault();
});

package web_test

import (
	"testing"

	"cchc/internal/browser"
)

// Each script answers with the empty string when its claim holds, and
// otherwise says what it saw.
var claims = map[string]struct{ page, script string }{
	"a quick date is written and read back": {"kieu", `(() => {
		document.querySelector('#d1').closest('[data-ngay]').querySelector('[data-chon="30/11/2026"]').click();
		const box = document.querySelector('#d1').closest('[data-ngay]');
		const seen = document.querySelector('#d1').value + ' / ' + box.querySelector('.readback').textContent;
		return seen === '30/11/2026 / Thứ Hai, 30/11/2026 · còn 7 ngày' ? '' : seen;
	})()`},
	"a chosen calendar day is written as it would be typed": {"kieu", `(() => {
		const native = document.querySelector('#d1').closest('[data-ngay]').querySelector('.date-native');
		native.value = '2026-12-05';
		native.dispatchEvent(new Event('change', {bubbles: true}));
		return document.querySelector('#d1').value === '05/12/2026' ? '' : document.querySelector('#d1').value;
	})()`},
	"a date that does not exist is not read back": {"bieu-mau", `document.querySelector('.readback').textContent`},
	"the counter counts letters, not their marks": {"bieu-mau", `(async () => {
		const area = document.querySelector('#k');
		area.value = 'cải cách'.normalize('NFD');
		area.dispatchEvent(new Event('input', {bubbles: true}));
		await new Promise(done => setTimeout(done, 600));
		const seen = document.querySelector('#k-dem').textContent;
		return seen === 'Còn 2.992 ký tự' ? '' : seen;
	})()`},
	"a second press while sending does nothing": {"bieu-mau", `(() => {
		const form = document.querySelector('form[data-mot-lan][enctype]');
		let gone = 0;
		document.addEventListener('submit', e => { if (!e.defaultPrevented) gone++; e.preventDefault(); });
		form.requestSubmit(); form.requestSubmit();
		return gone === 1 ? '' : 'sent ' + gone + ' times';
	})()`},
	"the error summary has the focus": {"bieu-mau", `document.activeElement.id === 'loi' ? '' : document.activeElement.outerHTML`},
	"slash leads to the search field": {"danh-sach", `(() => {
		document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true}));
		return document.activeElement.id === 'q' ? '' : document.activeElement.outerHTML;
	})()`},
	"a confirmation opens as a dialog, its title first, and closes": {"hoi", `(async () => {
		document.querySelector('a[hx-get]').click();
		await new Promise(done => setTimeout(done, 600));
		const box = document.querySelector('#hop-thoai');
		if (!box.open || document.activeElement.id !== 'xac-nhan-de') return box.outerHTML;
		box.querySelector('[data-dong]').click();
		return box.open ? 'still open' : '';
	})()`},
	"typing in the search field swaps the list alone, once": {"hoi", `(async () => {
		const field = document.querySelector('#q');
		field.focus();
		for (const text of ['c', 'ca', 'cai', 'ca', 'cải']) {
			field.value = text;
			field.dispatchEvent(new Event('input', {bubbles: true}));
		}
		await new Promise(done => setTimeout(done, 900));
		const seen = [document.querySelector('#ket-qua').textContent.trim(), document.activeElement.id, location.search].join(' / ');
		return seen === '1: cải / q / ?q=c%E1%BA%A3i' ? '' : seen;
	})()`},
	"a hint says how much changed, and moves nothing": {"dang-xem", `(async () => {
		const list = document.querySelector('.tbl, table').getBoundingClientRect().top;
		for (let n = 0; n < 60 && !document.querySelector('.live a'); n++) await new Promise(done => setTimeout(done, 50));
		const hint = document.querySelector('.live'), now = document.querySelector('.tbl, table').getBoundingClientRect().top;
		const seen = [hint.textContent, hint.getAttribute('role'), hint.querySelector('a')?.getAttribute('href'), now - list].join(' / ');
		return seen === 'Có 3 cập nhật mới – Tải lại danh sách / status / /dang-xem / 0' ? '' : seen;
	})()`},
	"with Shift held a run of rows is picked, and left again": {"bang", `(() => {
		const boxes = [...document.querySelectorAll('input[name="nv"]')], told = () => document.querySelector('[data-dem-chon]').textContent;
		const shift = box => box.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, shiftKey: true}));
		const picked = () => boxes.map(box => Number(box.checked)).join('');
		boxes[6].click(); shift(boxes[1]);
		const seen = [picked(), told()];
		boxes[3].click(); shift(boxes[6]);
		return [...seen, picked()].join(' / ') === '011111100000 / Đã chọn 6 nhiệm vụ của 1 đơn vị. / 011000000000' ? '' : [...seen, picked()].join(' / ');
	})()`},
	"the sticky bar never covers what has the focus": {"bieu-mau", `(async () => {
		const bar = document.querySelector('.sticky').getBoundingClientRect().height;
		for (const el of document.querySelectorAll('form a, form button, form input, form textarea, form select')) {
			if (el.closest('.sticky, [hidden], [aria-hidden]') || el.tabIndex < 0) continue;
			scrollTo({top: 0, behavior: 'instant'});
			el.focus();
			await new Promise(requestAnimationFrame);
			const box = el.getBoundingClientRect();
			const top = document.querySelector('.sticky').getBoundingClientRect().top;
			if (Math.min(box.bottom, box.top + 40) > top + 1) return el.outerHTML + ' ends at ' + box.bottom + ', bar begins at ' + top + ' of ' + bar;
		}
		return '';
	})()`},
}

// pickOnPhone ticks every row on a narrow screen.
const pickOnPhone = `(() => {
	const boxes = [...document.querySelectorAll('input[name="nv"]')];
	for (const box of boxes) box.click();
	const shown = [...document.querySelectorAll('.bulk button')].filter(button => button.offsetParent);
	const seen = [boxes.map(box => Number(box.checked)).join(''), document.querySelector('[data-dem-chon]').textContent, ...shown.map(button => button.value)].join(' / ');
	return seen === '111111111100 / Đã chọn 10 nhiệm vụ của 1 đơn vị. Trên điện thoại chọn tối đa 10 nhiệm vụ một lần. / hep / hep' ? '' : seen;
})()`

func TestPagesBehave(t *testing.T) {
	needBuilt(t)
	server, tab := styleServer(t), browser.Start(t).Open(t)
	tab.Resize(browser.Phone)
	tab.Go(server.URL + "/bang")
	if seen := browser.Evaluate[string](tab, pickOnPhone); seen != "" {
		t.Errorf("on a phone no more than ten rows are picked: %s", seen)
	}
	tab.Resize(browser.Desk)
	for claim, c := range claims {
		tab.Go(server.URL + "/" + c.page)
		if seen := browser.Evaluate[string](tab, c.script); seen != "" {
			t.Errorf("%s: %s", claim, seen)
		}
	}
}

// Dates and times in French: how they are written, and how what a person types is understood.

export const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
export const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

const two = (number) => String(number).padStart(2, "0");
const at = (iso) => new Date(`${iso}T00:00:00Z`); // UTC throughout: a day has no hour that may be skipped
const written = (date) => date.toISOString().slice(0, 10);

export const today = () => { const now = new Date(); return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`; };
export const weekday = (iso) => (at(iso).getUTCDay() + 6) % 7; // Monday is 0
export const monthOf = (iso) => iso.slice(0, 7);

export function moved(iso, days) {
  const date = at(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return written(date);
}

// The same day of another month, or its last day when that month is shorter.
export function movedMonths(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return written(new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))));
}

export function sayDate(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

export const sayMonth = (iso) => sayDate(iso).replace(/^\d+ /, "");
export const sayDay = (iso) => `${WEEKDAYS[weekday(iso)]} ${sayDate(iso)}`;

export const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase().trim();

// « 27/11/2026 », « 27.11 », « 27 nov. 2026 », « 2026-11-27 », « demain »; null when it is no day of the calendar.
export function readDate(text) {
  const words = plain(text).replace(/’/g, "'");
  const near = { "aujourd'hui": 0, demain: 1, hier: -1 }[words];
  if (near !== undefined) return moved(today(), near);
  const whole = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words);
  if (whole) return real(...whole.slice(1).map(Number));
  const typed = /^(?:[a-z]+ )?(\d{1,2})(?:er)?[\s/.-]+(\d{1,2}|[a-z]+\.?)(?:[\s/.-]+(\d{4}|\d{2}))?$/.exec(words);
  if (!typed) return null;
  const month = /^\d/.test(typed[2]) ? Number(typed[2]) : monthNamed(typed[2].replace(".", ""));
  return typed[3] ? real(Number(typed[3]) + (typed[3].length === 2 ? 2000 : 0), month, Number(typed[1])) : nearest(month, Number(typed[1]));
}

function monthNamed(name) {
  const found = MONTHS.filter((month) => plain(month).startsWith(name));
  return name.length >= 3 && found.length === 1 ? MONTHS.indexOf(found[0]) + 1 : 0;
}

function real(year, month, day) {
  const iso = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  const date = at(iso);
  return Number.isNaN(date.getTime()) || written(date) !== iso ? null : iso;
}

// A day without its year is the one closest to today.
function nearest(month, day) {
  const year = Number(today().slice(0, 4));
  const far = (iso) => Math.abs(at(iso) - at(today()));
  const days = [year - 1, year, year + 1].map((one) => real(one, month, day)).filter(Boolean);
  return days.sort((a, b) => far(a) - far(b))[0] ?? null;
}

// « 14:30 », « 14h30 », « 14h », « 9 », « 1430 »; null when it is no time of the day.
export function readTime(text) {
  const typed = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?|(\d{2}))?$/.exec(plain(text));
  if (!typed) return null;
  const [hour, minute] = [Number(typed[1]), Number(typed[2] ?? typed[3] ?? 0)];
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null;
}

export const halfHours = () => Array.from({ length: 48 }, (_, n) => `${two(n >> 1)}:${n % 2 ? "30" : "00"}`);

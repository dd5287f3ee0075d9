//! Cutting many threads into exchanges in one pass over turns in order.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use super::dealing::deal;
use super::message::{Line, NONE, Rank};
use super::note::{Act, Note};
use super::outlines::{Episode, Mark, Outlines, Span, Spoken};
use super::plain;
use super::sorted::Sorted;
use crate::event::StatusKind;
use crate::time::{Timestamp, milliseconds};

/// What numbers leave open about names: rows are places in what was handed in.
pub(super) trait Naming {
    /// Whether two rows whose message numbers are equal have one name.
    fn same(&self, one: u32, other: u32) -> bool;

    /// The order of names, each as message number and row.
    fn order(&self, one: (u32, u32), other: (u32, u32)) -> Ordering;

    /// Whether one row names another whose message number is the number named.
    fn names(&self, from: u32, to: u32) -> bool;

    /// Of two rows with one name, the lesser is kept.
    fn rank(&self, one: (u32, Rank), other: (u32, Rank)) -> Ordering;
}

/// Up to here a list is compared each with each, or searched from end to end.
pub(super) const SMALL: usize = 32;

/// So many lines are fetched before they are looked at: the fetches of one round do not wait for each other, and what
/// they bring stays in the second-level cache.
const ROUND: usize = 2_048;

/// Rows that are to be cut; each line has its thread beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) threads: Vec<u32>,
    pub(super) lines: Vec<Line>,
    pub(super) notes: Vec<Note>,
    pub(super) overflow: u64,
}

/// Cuts rows and shows the outlines of every round of threads; with `keep` every round has those before it, too.
pub(super) fn cut<N: Naming>(
    rows: Rows,
    naming: &N,
    quiet: Duration,
    keep: Keep,
    mut show: impl FnMut(&Outlines),
) -> Outlines {
    let Rows { threads, lines, mut notes, overflow } = rows;
    let Sorted { order, segments } = Sorted::of(&threads);
    drop(threads);
    notes.sort_unstable_by_key(|note| (note.thread, note.row));
    let mut out = Outlines { overflow, ..Outlines::default() };
    if keep == Keep::All {
        out.turns.reserve(lines.len());
        out.spans.reserve(lines.len() / 2);
        out.episodes.reserve(segments.len());
    }
    let mut cutter = Cutter {
        naming,
        quiet: milliseconds(quiet),
        out,
        all: &lines,
        lines: Vec::with_capacity(2 * ROUND),
        ranges: Vec::new(),
        place: Vec::new(),
        others: Vec::new(),
        index: HashMap::default(),
    };
    let mut next_note = 0;
    let mut segments = segments.as_slice();
    let mut start = 0;
    while !segments.is_empty() {
        let upto = start + number(ROUND);
        let taken = segments.iter().take_while(|(_, end)| *end <= upto).count().max(1);
        let (round, rest) = segments.split_at(taken);
        segments = rest;
        let end = round.last().map_or(start, |(_, end)| *end);
        cutter.fetch(order.as_deref(), start, end);
        let mut from = 0;
        for &(thread, end) in round {
            let to = (end - start) as usize;
            let own = cutter.own_notes(thread, &mut notes, next_note);
            next_note = own.end;
            let own = &mut notes[own];
            // A late arrival is no more than that: in order, the thread may be plain.
            let plain = cutter.plain(thread, from..to, own)
                || cutter.sort(from..to) && cutter.plain(thread, from..to, own);
            if !plain {
                cutter.thread(thread, from..to, own);
            }
            from = to;
        }
        start = end;
        if keep == Keep::Round {
            show(&cutter.out);
            cutter.out.forget();
        }
    }
    cutter.pass_over(&mut notes[next_note..]);
    cutter.out
}

/// What stays when a round has been shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    All,
    Round,
}

struct Cutter<'n, N> {
    naming: &'n N,
    quiet: i64,
    out: Outlines,
    all: &'n [Line],
    /// The lines of a round.
    lines: Vec<Line>,
    /// The conversations of the thread.
    ranges: Vec<Episodic>,
    /// The exchange of every turn of the conversation.
    place: Vec<u32>,
    /// The latest exchange of every customer of the conversation but the one who wrote last.
    others: Vec<(u32, u32)>,
    /// Where the messages of a long thread are.
    index: HashMap<u32, Vec<u32>, foldhash::fast::FixedState>,
}

/// A conversation that is being cut.
struct Episodic {
    start: usize,
    end: usize,
    first: Timestamp,
    last: Timestamp,
    notes: u32,
    marks: Vec<Mark>,
}

impl<N: Naming> Cutter<'_, N> {
    /// Copies lines to where they are worked on.
    fn fetch(&mut self, order: Option<&[u32]>, start: u32, end: u32) {
        let (start, end) = (start as usize, end as usize);
        self.lines.clear();
        match order {
            Some(order) => self.lines.extend(order[start..end].iter().map(|&line| self.all[line as usize])),
            None => self.lines.extend_from_slice(&self.all[start..end]),
        }
    }

    /// Where the notes on a thread are, `next` on; those on threads before it that have no turns are about nothing.
    fn own_notes(&mut self, thread: u32, notes: &mut [Note], next: usize) -> Range<usize> {
        let before = notes[next..].iter().take_while(|note| note.thread < thread).count();
        let start = next + before;
        self.pass_over(&mut notes[next..start]);
        let own = notes[start..].iter().take_while(|note| note.thread == thread).count();
        start..start + own
    }

    /// Notes on threads that have no turns.
    fn pass_over(&mut self, notes: &mut [Note]) {
        for own in notes.chunk_by_mut(|one, other| one.thread == other.thread) {
            self.thread(own[0].thread, 0..0, own);
        }
    }

    /// Cuts a thread in which all is as in most of them; false, and nothing changed, of any other one.
    fn plain(&mut self, thread: u32, segment: Range<usize>, notes: &[Note]) -> bool {
        let before = (self.out.turns.len(), self.out.spans.len(), self.out.episodes.len());
        let lines = &mut self.lines[segment];
        let done = plain::cut(lines, self.naming, thread, self.quiet, &mut self.out)
            && (notes.is_empty() || plain::mark(lines, notes, before.2, &mut self.out));
        if !done {
            self.out.turns.truncate(before.0);
            self.out.spans.truncate(before.1);
            self.out.episodes.truncate(before.2);
        }
        done
    }

    fn thread(&mut self, thread: u32, mut segment: Range<usize>, notes: &mut [Note]) {
        self.sort(segment.clone());
        let mut notes = notes;
        if !notes.is_empty() || self.has_repeats(segment.clone()) {
            let (lines, kept) = self.distinct(segment.clone(), notes);
            segment.end = segment.start + lines;
            notes = &mut notes[..kept];
            let naming = self.naming;
            notes.sort_unstable_by(|a, b| {
                a.at.cmp(&b.at).then_with(|| naming.order((a.message, a.row), (b.message, b.row)))
            });
        }
        if segment.len() > SMALL {
            self.index.clear();
            for place in segment.clone() {
                let message = self.lines[place].message;
                self.index.entry(message).or_default().push(number(place));
            }
        }
        self.ranges.clear();
        let mut start = segment.start;
        while start < segment.end {
            let lines = &self.lines[start..segment.end];
            let first = lines[0].at;
            let mut last = first;
            let mut length = 1;
            for line in &lines[1..] {
                if line.at.as_millisecond() - last.as_millisecond() > self.quiet {
                    break;
                }
                last = line.at;
                length += 1;
            }
            let end = start + length;
            self.ranges.push(Episodic { start, end, first, last, notes: 0, marks: Vec::new() });
            start = end;
        }
        for note in notes {
            self.take(note);
        }
        let mut ranges = std::mem::take(&mut self.ranges);
        for range in ranges.drain(..) {
            self.episode(thread, &range);
        }
        self.ranges = ranges;
    }

    /// Puts the lines of a thread in order. They mostly are; says whether they were not.
    fn sort(&mut self, segment: Range<usize>) -> bool {
        let naming = self.naming;
        let before = |a: &Line, b: &Line| {
            a.order().cmp(&b.order()).then_with(|| naming.order((a.message, a.row), (b.message, b.row)))
        };
        let lines = &mut self.lines[segment];
        if lines.is_sorted_by(|a, b| before(a, b).is_le()) {
            return false;
        }
        // Those with one name at one instant stay as they came; all but one of them go anyway.
        lines.sort_by(before);
        true
    }

    /// Whether two lines may have one name.
    fn has_repeats(&mut self, segment: Range<usize>) -> bool {
        let lines = &self.lines[segment];
        if lines.len() <= SMALL {
            return lines
                .iter()
                .enumerate()
                .any(|(place, line)| lines[..place].iter().any(|other| other.message == line.message));
        }
        let mut messages: Vec<u32> = lines.iter().map(|line| line.message).collect();
        messages.sort_unstable();
        messages.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// Keeps one row of every name. Returns how many lines and notes are left, in front.
    fn distinct(&mut self, segment: Range<usize>, notes: &mut [Note]) -> (usize, usize) {
        let naming = self.naming;
        let lines = &mut self.lines[segment];
        let mut rows: Vec<(u32, u32, Rank)> = lines
            .iter()
            .map(|line| (line.message, line.row, line.rank()))
            .chain(notes.iter().map(|note| (note.message, note.row, note.rank())))
            .collect();
        rows.sort_unstable_by_key(|row| row.0);
        if rows.windows(2).all(|pair| pair[0].0 != pair[1].0) {
            return (lines.len(), notes.len());
        }
        rows.sort_by(|a, b| {
            naming.order((a.0, a.1), (b.0, b.1)).then_with(|| naming.rank((a.1, a.2), (b.1, b.2)))
        });
        let mut gone: Vec<u32> = Vec::new();
        let mut kept = rows[0];
        for &row in &rows[1..] {
            if row.0 == kept.0 && naming.same(row.1, kept.1) {
                gone.push(row.1);
            } else {
                kept = row;
            }
        }
        gone.sort_unstable();
        self.out.repeated += gone.len() as u64;
        let stays = |row: u32| gone.binary_search(&row).is_err();
        (to_front(lines, |line| stays(line.row)), to_front(notes, |note| stays(note.row)))
    }

    /// Where in a range of a thread the message stands that a row names.
    fn find(&self, range: Range<usize>, target: u32, from: u32) -> Option<usize> {
        if target == NONE {
            return None;
        }
        if range.len() <= SMALL {
            let mut within = range;
            return within.find(|&place| {
                let line = &self.lines[place];
                line.message == target && self.naming.names(from, line.row)
            });
        }
        let places = self.index.get(&target)?;
        places
            .iter()
            .map(|&place| place as usize)
            .find(|place| range.contains(place) && self.naming.names(from, self.lines[*place].row))
    }

    /// Takes a correction or a status of the thread in.
    fn take(&mut self, note: &Note) {
        let covering = |range: &Episodic| {
            let at = note.at.as_millisecond();
            at >= range.first.as_millisecond().saturating_sub(self.quiet)
                && at <= range.last.as_millisecond().saturating_add(self.quiet)
        };
        let mut taken = None;
        if note.is_correction() {
            for (index, range) in self.ranges.iter().enumerate().filter(|(_, range)| covering(range)) {
                let Some(place) = self.find(range.start..range.end, note.target, note.row) else { continue };
                if let Act::Deleted(by) = note.act {
                    self.lines[place].delete(by);
                }
                taken = Some(index);
                break;
            }
        } else {
            for index in (0..self.ranges.len()).rev() {
                let range = &self.ranges[index];
                if !covering(range) || note.at < range.first {
                    continue;
                }
                let (start, end) = (range.start, range.end);
                match note.act {
                    Act::Stands(StatusKind::Merged) => {
                        self.ranges[index].marks.push(Mark { at: note.at, merged: true });
                    }
                    Act::Stands(StatusKind::Closed) => {
                        self.ranges[index].marks.push(Mark { at: note.at, merged: false });
                    }
                    Act::Stands(StatusKind::Hidden) if note.target != NONE => {
                        let Some(place) = self.find(start..end, note.target, note.row) else { continue };
                        self.lines[place].hide();
                    }
                    Act::Stands(StatusKind::Hidden) => {
                        let lines = &mut self.lines[start..end];
                        lines
                            .iter_mut()
                            .filter(|line| !line.is_reply() && line.at <= note.at)
                            .for_each(Line::hide);
                    }
                    _ => {}
                }
                taken = Some(index);
                break;
            }
        }
        match taken {
            Some(index) => self.ranges[index].notes += 1,
            None => self.out.unmatched += u64::from(note.is_correction() || note.target != NONE),
        }
    }

    /// Deals one conversation out.
    fn episode(&mut self, thread: u32, range: &Episodic) {
        let marks = number(self.out.marks.len());
        self.out.marks.extend(&range.marks);
        let episode = number(self.out.episodes.len());
        self.out.episodes.push(Episode {
            closes: plain::closing(range.last.as_millisecond(), self.quiet),
            thread,
            revision: number(range.end - range.start).saturating_add(range.notes),
            marks: (marks, number(self.out.marks.len())),
        });
        let from = self.out.spans.len();
        let (lines, unmatched) = (range.start..range.end, self.out.unmatched);
        if lines.len() > SMALL || !self.deal(episode, lines.clone()) {
            self.out.spans.truncate(from);
            self.out.unmatched = unmatched;
            self.deal_any(episode, lines);
        }
    }

    /// Deals a short conversation out whose replies come after the turns they name; false if one does not.
    fn deal(&mut self, episode: u32, lines: Range<usize>) -> bool {
        let first = self.out.spans.len();
        self.place.clear();
        self.others.clear();
        let (mut current, mut customer, mut page) = (NONE, NONE, NONE);
        // Whether the turns stand in the order of exchanges, each with its asks before its replies.
        let (mut in_order, mut last) = (true, 0);
        let mut apart = 0_usize;
        for index in lines.clone() {
            let line = self.lines[index];
            let place = if line.is_reply() {
                let mut exchange = current;
                if line.named != NONE {
                    match self.find(lines.clone(), line.named, line.row) {
                        Some(target) if target > index => return false,
                        Some(target) if target < index => exchange = self.place[target - lines.start],
                        _ => self.out.unmatched += 1,
                    }
                }
                if exchange == NONE {
                    apart += 1;
                    in_order &= last == 0;
                } else {
                    let span = &mut self.out.spans[exchange as usize];
                    span.end += 1;
                    let asked_on =
                        if exchange == current { page } else { self.lines[span.start as usize].page };
                    // One that was given up as plain may be marked already.
                    let stops = line.answers_on(asked_on);
                    self.lines[index].set_stop(stops);
                    if stops {
                        span.answer = span.answer.min(number(index));
                    }
                }
                exchange
            } else {
                let new = number(self.out.spans.len());
                if current == NONE || line.who != customer {
                    if current != NONE {
                        self.others.push((customer, current));
                    }
                    let known = self.others.iter().position(|(who, _)| *who == line.who);
                    current = known.map_or(NONE, |known| self.others.swap_remove(known).1);
                    customer = line.who;
                    page = if current == NONE {
                        line.page
                    } else {
                        self.lines[self.out.spans[current as usize].start as usize].page
                    };
                }
                let previous = current;
                if current == NONE || self.out.spans[current as usize].answer != NONE {
                    if current != NONE {
                        self.out.spans[current as usize].next = new;
                    }
                    current = new;
                    page = line.page;
                    self.out.spans.push(Span {
                        start: number(index),
                        replies: 0,
                        end: 0,
                        answer: NONE,
                        episode,
                        previous,
                        next: NONE,
                    });
                }
                self.out.spans[current as usize].replies += 1;
                current
            };
            let group =
                if place == NONE { 0 } else { (place - number(first)) * 2 + 1 + u32::from(line.is_reply()) };
            in_order &= group >= last;
            last = last.max(group);
            self.place.push(place);
        }
        let base = number(self.out.turns.len());
        let mut start = base;
        for span in &mut self.out.spans[first..] {
            let (asks, replies) = (span.replies, span.end);
            // Where turns are put in order, the ends tell where the next one goes.
            (span.start, span.replies, span.end) = (start, start + asks, start + asks + replies);
            start = span.end;
        }
        if in_order {
            let from = lines.start + apart;
            self.out.turns.extend(self.lines[from..lines.end].iter().map(Spoken::of));
            for span in &mut self.out.spans[first..] {
                if span.answer != NONE {
                    span.answer = span.answer - number(from) + base;
                }
            }
        } else {
            self.group(first, lines, start);
        }
        true
    }

    /// Puts the turns of a conversation in the order of exchanges.
    #[cold]
    fn group(&mut self, first: usize, lines: Range<usize>, end: u32) {
        self.out.turns.resize(end as usize, Spoken::of(&self.lines[lines.start]));
        for span in &mut self.out.spans[first..] {
            // Where the next reply and the next ask go.
            (span.end, span.replies, span.answer) = (span.replies, span.start, NONE);
        }
        for (line, &place) in self.lines[lines].iter().zip(&self.place) {
            let Some(span) = self.out.spans.get_mut(place as usize) else { continue };
            let next = if line.is_reply() { &mut span.end } else { &mut span.replies };
            self.out.turns[*next as usize] = Spoken::of(line);
            if line.marks.stops() {
                span.answer = span.answer.min(*next);
            }
            *next += 1;
        }
    }

    /// Deals any conversation out, as [`Conversation`](super::Conversation) does.
    fn deal_any(&mut self, episode: u32, lines: Range<usize>) {
        let mut targets = Vec::with_capacity(lines.len());
        for index in lines.clone() {
            let line = self.lines[index];
            targets.push(match line.named {
                NONE => None,
                named => {
                    let found = self.find(lines.clone(), named, line.row).filter(|&found| found != index);
                    self.out.unmatched += u64::from(found.is_none());
                    found.map(|found| found - lines.start)
                }
            });
        }
        let turns = &mut self.lines[lines];
        let cuts = deal(turns, &targets);
        let first = self.out.spans.len();
        let global = |index: Option<usize>| index.map_or(NONE, |index| number(first + index));
        for cut in &cuts {
            let start = number(self.out.turns.len());
            let page = cut.run.first().map_or(NONE, |&opening| turns[opening].page);
            self.out.turns.extend(cut.run.iter().map(|&index| Spoken::of(&turns[index])));
            let replies = number(self.out.turns.len());
            let mut answer = NONE;
            for &index in &*cut.replies {
                // A dealing that was given up may have marked it.
                let stops = turns[index].answers_on(page);
                turns[index].set_stop(stops);
                if stops {
                    answer = answer.min(number(self.out.turns.len()));
                }
                self.out.turns.push(Spoken::of(&turns[index]));
            }
            self.out.spans.push(Span {
                start,
                replies,
                end: number(self.out.turns.len()),
                answer,
                episode,
                previous: global(cut.previous),
                next: global(cut.next),
            });
        }
    }
}

/// Moves what stays to the front, in order, and says how much that is.
fn to_front<T: Copy>(list: &mut [T], stays: impl Fn(&T) -> bool) -> usize {
    let mut kept = 0;
    for place in 0..list.len() {
        if stays(&list[place]) {
            list[kept] = list[place];
            kept += 1;
        }
    }
    kept
}

/// A place in a list that has fewer than 2³² things.
#[allow(
    clippy::cast_possible_truncation,
    reason = "rows are numbered by u32, and there are no more places than rows"
)]
pub(super) const fn number(place: usize) -> u32 {
    place as u32
}

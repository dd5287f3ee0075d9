//! Cutting many threads into exchanges in one pass over turns in order.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use super::dealing::deal;
use super::message::{Line, NONE, Rank};
use super::note::{Act, Note};
use super::outlines::{Episode, Mark, Outlines, Span};
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
const SMALL: usize = 32;

/// Cuts rows; each line has its thread beside it.
pub(super) fn cut<N: Naming>(
    threads: Vec<u32>,
    lines: Vec<Line>,
    mut notes: Vec<Note>,
    naming: &N,
    quiet: Duration,
    overflow: u64,
) -> Outlines {
    let (lines, segments) = by_thread(threads, lines);
    notes.sort_unstable_by_key(|note| (note.thread, note.row));
    let mut cutter = Cutter {
        naming,
        quiet: milliseconds(quiet),
        out: Outlines { lines, overflow, ..Outlines::default() },
        ranges: Vec::new(),
        place: Vec::new(),
        others: Vec::new(),
        scratch: Vec::new(),
        index: HashMap::default(),
    };
    cutter.out.spans.reserve(cutter.out.lines.len() / 2);
    cutter.out.episodes.reserve(segments.len());
    let mut rest = notes.as_mut_slice();
    let mut start = 0;
    for (thread, end) in segments {
        // Notes on threads without turns are about nothing.
        let passed = rest.partition_point(|note| note.thread < thread);
        let (adrift, after) = rest.split_at_mut(passed);
        cutter.pass_over(adrift);
        let own = after.iter().take_while(|note| note.thread == thread).count();
        let (own, after) = after.split_at_mut(own);
        rest = after;
        cutter.thread(thread, start..end as usize, own);
        start = end as usize;
    }
    cutter.pass_over(rest);
    cutter.out
}

/// The lines of each thread together, otherwise in their order; and the threads in order, each with the end of its lines.
fn by_thread(threads: Vec<u32>, lines: Vec<Line>) -> (Vec<Line>, Vec<(u32, u32)>) {
    let mut segments: Vec<(u32, u32)> = Vec::new();
    if threads.is_sorted() {
        for (end, &thread) in (1..).zip(&threads) {
            match segments.last_mut() {
                Some(last) if last.0 == thread => last.1 = end,
                _ => segments.push((thread, end)),
            }
        }
        return (lines, segments);
    }
    let most = threads.iter().copied().max().unwrap_or(0) as usize;
    let Some(&blank) = lines.first() else { return (lines, segments) };
    let mut ends = vec![0_u32; most + 1];
    for &thread in &threads {
        ends[thread as usize] += 1;
    }
    let mut place = 0;
    for (thread, count) in (0..).zip(&mut ends) {
        let start = place;
        if *count > 0 {
            place += *count;
            segments.push((thread, place));
        }
        *count = start;
    }
    let mut sorted = vec![blank; lines.len()];
    for (&thread, line) in threads.iter().zip(&lines) {
        let place = &mut ends[thread as usize];
        sorted[*place as usize] = *line;
        *place += 1;
    }
    (sorted, segments)
}

struct Cutter<'n, N> {
    naming: &'n N,
    quiet: i64,
    out: Outlines,
    /// The conversations of the thread.
    ranges: Vec<Episodic>,
    /// The exchange of every turn of the conversation.
    place: Vec<u32>,
    /// The latest exchange of every customer of the conversation but the one who wrote last.
    others: Vec<(u32, u32)>,
    scratch: Vec<Line>,
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
    /// Notes on threads that have no turns.
    fn pass_over(&mut self, notes: &mut [Note]) {
        for own in notes.chunk_by_mut(|one, other| one.thread == other.thread) {
            self.thread(own[0].thread, 0..0, own);
        }
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
                let message = self.out.lines[place].message;
                self.index.entry(message).or_default().push(number(place));
            }
        }
        self.ranges.clear();
        let mut start = segment.start;
        while start < segment.end {
            let lines = &self.out.lines[start..segment.end];
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
            self.episode(thread, range);
        }
        self.ranges = ranges;
    }

    /// Puts the lines of a thread in order. They mostly are.
    fn sort(&mut self, segment: Range<usize>) {
        let naming = self.naming;
        let before = |a: &Line, b: &Line| {
            a.order()
                .cmp(&b.order())
                .then_with(|| naming.order((a.message, a.row), (b.message, b.row)))
        };
        let lines = &mut self.out.lines[segment];
        if lines.len() > SMALL {
            // Those with one name at one instant stay as they came; all but one of them go anyway.
            lines.sort_by(before);
            return;
        }
        for end in 1..lines.len() {
            let line = lines[end];
            let mut place = end;
            while place > 0 && before(&line, &lines[place - 1]).is_lt() {
                lines[place] = lines[place - 1];
                place -= 1;
            }
            if place != end {
                lines[place] = line;
            }
        }
    }

    /// Whether two lines may have one name.
    fn has_repeats(&mut self, segment: Range<usize>) -> bool {
        let lines = &self.out.lines[segment];
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
        let lines = &mut self.out.lines[segment];
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
                let line = &self.out.lines[place];
                line.message == target && self.naming.names(from, line.row)
            });
        }
        let places = self.index.get(&target)?;
        let place = places.iter().map(|&place| place as usize).find(|place| {
            range.contains(place) && self.naming.names(from, self.out.lines[*place].row)
        });
        place
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
                    self.out.lines[place].delete(by);
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
                        self.out.lines[place].hide();
                    }
                    Act::Stands(StatusKind::Hidden) => {
                        let lines = &mut self.out.lines[start..end];
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
    fn episode(&mut self, thread: u32, range: Episodic) {
        let marks = number(self.out.marks.len());
        self.out.marks.extend(&range.marks);
        let closes = range.last.as_millisecond().saturating_add(self.quiet);
        let episode = number(self.out.episodes.len());
        self.out.episodes.push(Episode {
            closes: Timestamp::from_millisecond(closes).unwrap_or(Timestamp::MAX),
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
        let mut apart = 0;
        for index in lines.clone() {
            let line = self.out.lines[index];
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
                        if exchange == current { page } else { self.out.lines[span.start as usize].page };
                    if line.answers_on(asked_on) {
                        self.out.lines[index].set_stop(true);
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
                        self.out.lines[self.out.spans[current as usize].start as usize].page
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
            let group = if place == NONE { 0 } else { (place - number(first)) * 2 + 1 + u32::from(line.is_reply()) };
            in_order &= group >= last;
            last = last.max(group);
            self.place.push(place);
        }
        if in_order {
            let mut start = number(lines.start) + apart;
            for span in &mut self.out.spans[first..] {
                span.start = start;
                span.replies += start;
                span.end += span.replies;
                start = span.end;
            }
        } else {
            self.group(first, &lines, apart);
        }
        true
    }

    /// Puts the turns of a conversation in the order of exchanges.
    fn group(&mut self, first: usize, lines: &Range<usize>, apart: u32) {
        self.scratch.clear();
        self.scratch.extend_from_slice(&self.out.lines[lines.clone()]);
        let mut start = number(lines.start) + apart;
        for span in &mut self.out.spans[first..] {
            let (asks, replies) = (span.replies, span.end);
            // Where the next ask and the next reply go; both end where they should.
            (span.start, span.replies, span.end) = (start, start, start + asks);
            span.answer = NONE;
            start += asks + replies;
        }
        let mut aside = lines.start;
        for (line, &place) in self.scratch.iter().zip(&self.place) {
            if place == NONE {
                self.out.lines[aside] = *line;
                aside += 1;
                continue;
            }
            let span = &mut self.out.spans[place as usize];
            let next = if line.is_reply() { &mut span.end } else { &mut span.replies };
            self.out.lines[*next as usize] = *line;
            if line.stops() {
                span.answer = span.answer.min(*next);
            }
            *next += 1;
        }
    }

    /// Deals any conversation out, as [`Conversation`](super::Conversation) does.
    fn deal_any(&mut self, episode: u32, lines: Range<usize>) {
        let mut targets = Vec::with_capacity(lines.len());
        for index in lines.clone() {
            let line = self.out.lines[index];
            targets.push(match line.named {
                NONE => None,
                named => {
                    let found = self.find(lines.clone(), named, line.row).filter(|&found| found != index);
                    self.out.unmatched += u64::from(found.is_none());
                    found.map(|found| found - lines.start)
                }
            });
        }
        let turns = self.out.lines[lines.clone()].to_vec();
        let cuts = deal(&turns, &targets);
        let mut dealt = vec![false; turns.len()];
        cuts.iter().flat_map(|cut| cut.run.iter().chain(&*cut.replies)).for_each(|&index| dealt[index] = true);
        let mut place = lines.start;
        let lines = &mut self.out.lines;
        for (turn, _) in turns.iter().zip(&dealt).filter(|(_, dealt)| !**dealt) {
            lines[place] = *turn;
            place += 1;
        }
        let first = self.out.spans.len();
        let global = |index: Option<usize>| index.map_or(NONE, |index| number(first + index));
        for cut in &cuts {
            let start = number(place);
            let page = cut.run.first().map_or(NONE, |&opening| turns[opening].page);
            for &index in &*cut.run {
                lines[place] = turns[index];
                place += 1;
            }
            let replies = number(place);
            let mut answer = NONE;
            for &index in &*cut.replies {
                lines[place] = turns[index];
                // The dealing before this one may have marked it.
                lines[place].set_stop(turns[index].answers_on(page));
                if lines[place].stops() {
                    answer = answer.min(number(place));
                }
                place += 1;
            }
            self.out.spans.push(Span {
                start,
                replies,
                end: number(place),
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
#[allow(clippy::cast_possible_truncation, reason = "rows are numbered by u32, and there are no more places than rows")]
const fn number(place: usize) -> u32 {
    place as u32
}

//! The threads in which nothing is out of the ordinary: most of them.

use super::cutting::{Naming, SMALL, number};
use super::message::{Line, NONE};
use super::note::{Act, Note};
use super::outlines::{Episode, Mark, Outlines, Span, Spoken};
use crate::event::StatusKind;
use crate::time::Timestamp;

/// Cuts a thread in which every turn comes after the one before, one customer writes in each conversation, no reply
/// names a turn outside the exchange that it would go to anyway, and no ask comes after replies that do not answer. False
/// of any other thread, whose outlines are then to be taken back.
///
/// The turns of an exchange stand side by side as they should, and who belongs to whom is known without looking back.
pub(super) fn cut<N: Naming>(
    lines: &mut [Line],
    naming: &N,
    thread: u32,
    quiet: i64,
    out: &mut Outlines,
) -> bool {
    let mut last = i64::MIN;
    // Of the messages so far, which have their number's last bits.
    let mut seen = 0_u64;
    let mut begin = 0;
    while begin < lines.len() {
        let episode = number(out.episodes.len());
        let (mut opened, mut index) = (usize::MAX, begin);
        let (mut start, mut replies, mut answer, mut previous) = (0, 0, NONE, NONE);
        let (mut customer, mut page) = (NONE, NONE);
        // From a place among the lines to one among the turns.
        let mut base = 0;
        while let Some(&line) = lines.get(index) {
            let (at, is_reply) = line.order();
            let order = at * 2 + i64::from(is_reply);
            if order <= last {
                return false;
            }
            if index > begin && at - (last >> 1) > quiet {
                break;
            }
            last = order;
            let bit = 1 << (line.message & 63);
            if seen & bit != 0 && lines[..index].iter().any(|other| other.message == line.message) {
                return false;
            }
            seen |= bit;
            if is_reply {
                // What it names must be in the exchange that it would go to anyway.
                let is_named =
                    |other: &Line| other.message == line.named && naming.names(line.row, other.row);
                if line.named != NONE && (opened == usize::MAX || !lines[start..index].iter().any(is_named)) {
                    return false;
                }
                if opened != usize::MAX {
                    if replies == 0 {
                        replies = index;
                    }
                    let stops = line.answers_on(page);
                    lines[index].set_stop(stops);
                    if stops && answer == NONE {
                        answer = number(index).wrapping_add(base);
                    }
                }
            } else if opened == usize::MAX {
                (opened, start, customer, page) = (index, index, line.who, line.page);
                base = number(out.turns.len()).wrapping_sub(number(index));
            } else if line.who != customer {
                return false;
            } else if answer != NONE {
                let own = number(out.spans.len());
                let [start_turn, replies_turn, end] =
                    [start, replies, index].map(|place| number(place).wrapping_add(base));
                out.spans.push(Span {
                    start: start_turn,
                    replies: replies_turn,
                    end,
                    answer,
                    episode,
                    previous,
                    next: own + 1,
                });
                (start, replies, answer, previous, page) = (index, 0, NONE, own, line.page);
            } else if replies != 0 {
                return false;
            }
            index += 1;
        }
        if opened != usize::MAX {
            let replies = if replies == 0 { index } else { replies };
            let [start, replies, end] = [start, replies, index].map(|place| number(place).wrapping_add(base));
            out.spans.push(Span { start, replies, end, answer, episode, previous, next: NONE });
            out.turns.extend(lines[opened..index].iter().map(Spoken::of));
        }
        let marks = number(out.marks.len());
        out.episodes.push(Episode {
            closes: closing(last >> 1, quiet),
            thread,
            revision: number(index - begin),
            marks: (marks, marks),
        });
        begin = index;
    }
    true
}

/// Takes in notes that say that the thread as a whole was closed, reopened or merged, on a thread of one conversation; false, and nothing changed, if they or the thread are not so.
pub(super) fn mark(lines: &[Line], notes: &[Note], episode: usize, out: &mut Outlines) -> bool {
    let [Episode { closes, .. }] = out.episodes[episode..] else { return false };
    let plain = |(place, note): (usize, &Note)| {
        matches!(note.act, Act::Stands(StatusKind::Closed | StatusKind::Reopened | StatusKind::Merged))
            && lines.first().is_some_and(|first| note.at >= first.at)
            && note.at <= closes
            && notes[..place].iter().all(|other| other.message != note.message)
            && lines.iter().all(|line| line.message != note.message)
    };
    // Many notes are nothing plain, and this looks at each beside each.
    if notes.len() > SMALL || !notes.iter().enumerate().all(plain) {
        return false;
    }
    for note in notes {
        match note.act {
            Act::Stands(StatusKind::Merged) => out.marks.push(Mark { at: note.at, merged: true }),
            Act::Stands(StatusKind::Closed) => out.marks.push(Mark { at: note.at, merged: false }),
            _ => {}
        }
    }
    let episode = &mut out.episodes[episode];
    episode.revision = episode.revision.saturating_add(number(notes.len()));
    episode.marks.1 = number(out.marks.len());
    true
}

/// When a conversation has been quiet for long enough whose last turn was then.
pub(super) fn closing(last: i64, quiet: i64) -> Timestamp {
    Timestamp::from_millisecond(last.saturating_add(quiet)).unwrap_or(Timestamp::MAX)
}

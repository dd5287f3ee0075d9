//! What reading needs besides, kept from exchange to exchange by each thread.

use std::cell::RefCell;
use std::mem::take;

use super::acts::Act;
use super::axis::Axes;
use super::heard::Heard;
use super::ledger::Ledger;
use super::reading::Found;
use crate::text::{Gist, Pile, Room};

/// The buffers of so many messages are kept.
const ROOMS: usize = 4;

/// Readings that had room for so many things leave none of it.
const MANY: usize = 1 << 10;

/// Buffers of longer messages, in bytes, are given back.
const LONG: usize = 1 << 16;

/// Buffers that serve one reading after the other.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) ledger: Ledger,
    rooms: Vec<(Room, Box<Gist>)>,
    axes: Axes,
    acts: Pile<Found<Act>>,
}

thread_local! {
    static DESK: RefCell<Option<Box<Desk>>> = const { RefCell::new(None) };
}

/// Works at the desk of this thread; where there is none, or none any more, at a fresh one.
pub(super) fn at_desk<R>(work: impl FnOnce(&mut Desk) -> R) -> R {
    let taken = DESK.try_with(|desk| desk.try_borrow_mut().ok()?.take());
    let mut desk = taken.ok().flatten().unwrap_or_default();
    let done = work(&mut desk);
    desk.ledger.end();
    // A thread that is ending has no place to put it.
    let _ = DESK.try_with(|place| place.try_borrow_mut().map(|mut place| *place = Some(desk)));
    done
}

/// Leaves the lists of a reading to the next one.
#[inline]
pub(super) fn leave(axes: &mut Axes, acts: &mut Pile<Found<Act>>) {
    // Nobody who reads on another thread, or keeps what was read, pays for it.
    let _ = DESK.try_with(|place| {
        if let Ok(Some(desk)) = place.try_borrow_mut().as_deref_mut().map(Option::as_mut) {
            let room = axes.capacity() + acts.capacity();
            if !axes.is_long() && (1..MANY).contains(&room) {
                (desk.axes, desk.acts) = (take(axes), take(acts));
            }
        }
    });
}

impl Desk {
    /// The lists that the last reading left, to be written over.
    pub(super) fn left(&mut self) -> (Axes, Pile<Found<Act>>) {
        self.acts.clear();
        (take(&mut self.axes), take(&mut self.acts))
    }

    /// Buffers for one message.
    pub(super) fn room(&mut self) -> (Room, Box<Gist>) {
        self.rooms.pop().unwrap_or_default()
    }

    /// Takes the buffers of messages that were read.
    pub(super) fn clear(&mut self, heard: Vec<Heard<'_>>) {
        for heard in heard {
            self.put(heard);
        }
    }

    /// Takes the buffers of one message.
    #[inline]
    pub(super) fn put(&mut self, heard: Heard<'_>) {
        if self.rooms.len() < ROOMS && heard.words.text().len() <= LONG {
            self.rooms.push((heard.words.into_room(), heard.gist));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use crate::event::{Id, Interaction, Response};
    use crate::reader::{LexiconReader, Reader, Reading};
    use crate::thread::Conversation;

    fn read(ask: &str, reply: &str) -> Reading {
        let (id, at) = (|id| Id::new(id).unwrap(), "2024-03-01T10:00:00Z".parse().unwrap());
        let ask = Interaction::new(id("t"), id("m"), at).saying(ask);
        let reply = Response::new(id("t"), id("r"), at).saying(reply);
        let conversation = Conversation::draft(&ask, &reply);
        LexiconReader::english().unwrap().read(&conversation.exchanges().next().unwrap())
    }

    #[test]
    fn what_a_reading_leaves_does_not_show_in_the_next_one() {
        let ask = "Where is my order? It was due on Monday and nobody answers.";
        let long = "I'm so sorry about the wait! Please send us a direct message with the number. ".repeat(9);
        for (ask, reply) in [
            (ask, long.as_str()),
            ("Thanks!", "You're welcome."),
            (ask, "Sorry."),
            (ask, ""),
            (ask, "We have refunded it today."),
            (ask, "Lo sentimos mucho, vamos a revisar su pedido con el equipo y le avisamos."),
            (ask, long.as_str()),
        ] {
            let fresh = thread::scope(|scope| scope.spawn(|| read(ask, reply)).join().unwrap());
            assert_eq!(read(ask, reply), fresh);
            assert_eq!(read(ask, reply), fresh, "in the room of the same");
        }
    }

    #[test]
    fn readings_may_be_dropped_in_any_order() {
        let asks = "Where is it? When will it come? Who has it? ";
        let long = asks.repeat(3_000);
        let other = "We are sorry, where was it sent? We have refunded it. Is there anything else?";
        let fresh =
            |ask: &str, reply: &str| thread::scope(|scope| scope.spawn(|| read(ask, reply)).join().unwrap());
        let (short, huge) = (fresh(asks, other), fresh(asks, &long));
        for round in 0..3 {
            let kept = [read(asks, other), read(asks, &long), read(asks, other)];
            assert_eq!(kept, [short.clone(), huge.clone(), short.clone()]);
            let [one, two, three] = kept;
            drop(if round == 0 { [two, one] } else { [one, two] });
            assert_eq!(read(asks, other), short);
            drop(three);
        }
    }

    #[test]
    fn an_axis_stands_in_a_stored_reading_once() {
        let reading = read("Where is it?", "We have refunded it today.");
        let mut stored = serde_json::to_value(&reading).unwrap();
        assert_eq!(serde_json::from_value::<Reading>(stored.clone()).unwrap(), reading);
        let axes = stored["axes"].as_array_mut().unwrap();
        axes.push(axes[0].clone());
        let error = serde_json::from_value::<Reading>(stored).unwrap_err();
        assert_eq!(error.to_string(), "axis: help is not one that is there once");
    }
}

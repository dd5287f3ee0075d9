//! What reading needs besides, kept from exchange to exchange by each thread.

use std::cell::RefCell;

use super::heard::Heard;
use super::ledger::Ledger;
use crate::text::{Gist, Room};

/// The buffers of so many messages are kept.
const ROOMS: usize = 4;

/// Buffers of longer messages, in bytes, are given back.
const LONG: usize = 1 << 16;

/// Buffers that serve one reading after the other.
#[derive(Debug, Default)]
pub(super) struct Desk {
    pub(super) ledger: Ledger,
    rooms: Vec<Room>,
    gists: Vec<Gist>,
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

impl Desk {
    /// Buffers for one message.
    pub(super) fn room(&mut self) -> (Room, Gist) {
        (self.rooms.pop().unwrap_or_default(), self.gists.pop().unwrap_or_default())
    }

    /// Takes the buffers of messages that were read.
    pub(super) fn clear(&mut self, heard: Vec<Heard<'_>>) {
        for heard in heard {
            self.put(heard);
        }
    }

    /// Takes the buffers of one message.
    #[inline(never)]
    pub(super) fn put(&mut self, heard: Heard<'_>) {
        if self.rooms.len() < ROOMS && heard.words.text().len() <= LONG {
            self.rooms.push(heard.words.into_room());
            self.gists.push(heard.gist);
        }
    }
}

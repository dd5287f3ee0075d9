//! Scorers made of scorers: references, tuples, and boxes for those that are chosen at run time.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Observation, Order, Scorer, View};
use crate::assessment::{Abstention, Assessment, Fingerprint};
use crate::error::{Error, Result};

macro_rules! forward_scorer {
    ($($pointer:ty),+) => {$(
        impl<S: Scorer + ?Sized> Scorer for $pointer {
            type State = S::State;
            type Output = S::Output;

            fn observe(&self, state: &mut Self::State, seen: &Observation) {
                (**self).observe(state, seen);
            }

            fn merge(&self, into: &mut Self::State, other: &Self::State) {
                (**self).merge(into, other);
            }

            fn assess(&self, state: &Self::State, view: &View<'_>) -> Self::Output {
                (**self).assess(state, view)
            }

            fn fingerprint(&self) -> Fingerprint {
                (**self).fingerprint()
            }

            fn shape(&self) -> Fingerprint {
                (**self).shape()
            }

            fn order(&self) -> Order {
                (**self).order()
            }

            fn restore(&self, state: Self::State) -> Result<Self::State> {
                (**self).restore(state)
            }
        }
    )+};
}

forward_scorer!(&S, Box<S>, Arc<S>);

macro_rules! tuple_scorer {
    ($($scorer:ident $index:tt),+) => {
        impl<$($scorer: Scorer),+> Scorer for ($($scorer,)+) {
            type State = ($($scorer::State,)+);
            type Output = ($($scorer::Output,)+);

            fn observe(&self, state: &mut Self::State, seen: &Observation) {
                $( self.$index.observe(&mut state.$index, seen); )+
            }

            fn merge(&self, into: &mut Self::State, other: &Self::State) {
                $( self.$index.merge(&mut into.$index, &other.$index); )+
            }

            fn assess(&self, state: &Self::State, view: &View<'_>) -> Self::Output {
                ($( self.$index.assess(&state.$index, view), )+)
            }

            fn fingerprint(&self) -> Fingerprint {
                let all = Fingerprint::of("tuple", &());
                $( let all = all.and(self.$index.fingerprint()); )+
                all
            }

            fn shape(&self) -> Fingerprint {
                let all = Fingerprint::of("tuple", &());
                $( let all = all.and(self.$index.shape()); )+
                all
            }

            fn order(&self) -> Order {
                let all = Order::Any;
                $( let all = all.max(self.$index.order()); )+
                all
            }

            fn restore(&self, state: Self::State) -> Result<Self::State> {
                Ok(($( self.$index.restore(state.$index)?, )+))
            }
        }
    };
}

tuple_scorer!(A 0);
tuple_scorer!(A 0, B 1);
tuple_scorer!(A 0, B 1, C 2);
tuple_scorer!(A 0, B 1, C 2, D 3);
tuple_scorer!(A 0, B 1, C 2, D 3, E 4);
tuple_scorer!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple_scorer!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple_scorer!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// A scorer that is chosen at run time, made by [`Scorer::boxed`].
///
/// # Examples
///
/// ```
/// use goodwill::scorer::{BoxScorer, Dismissiveness, Responsiveness, Scorer, View};
///
/// let chosen: Vec<BoxScorer> = vec![Responsiveness::default().boxed(), Dismissiveness::default().boxed()];
/// let view = View::new("2024-03-01T10:00:00Z".parse()?);
/// for scorer in &chosen {
///     assert!(scorer.assess(&Default::default(), &view).score().is_none());
/// }
/// # Ok::<(), goodwill::Error>(())
/// ```
///
/// A state that was stored comes back through the scorer, which refuses what it did not write:
///
/// ```
/// use goodwill::scorer::{BoxState, Responsiveness, Scorer};
///
/// let scorer = Responsiveness::default().boxed();
/// let strange: BoxState = serde_json::from_str("[1, 2, 3]").unwrap();
/// assert!(scorer.restore(strange).is_err());
/// ```
#[derive(Clone)]
pub struct BoxScorer(Arc<dyn Erased>);

/// The state of a [`BoxScorer`].
///
/// It serialises as bytes. What is deserialised stays bytes until a scorer restores it.
#[derive(Clone, Default)]
pub struct BoxState(Held);

#[derive(Default)]
enum Held {
    #[default]
    Nothing,
    State(Box<dyn AnyState>),
    Bytes(Vec<u8>),
}

impl Clone for Held {
    fn clone(&self) -> Self {
        match self {
            Self::Nothing => Self::Nothing,
            Self::State(state) => Self::State(state.cloned()),
            Self::Bytes(bytes) => Self::Bytes(bytes.clone()),
        }
    }
}

trait AnyState: Send + Sync {
    fn cloned(&self) -> Box<dyn AnyState>;
    fn bytes(&self) -> Option<Vec<u8>>;
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
}

impl<T: Clone + Serialize + Send + Sync + 'static> AnyState for T {
    fn cloned(&self) -> Box<dyn AnyState> {
        Box::new(self.clone())
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

trait Erased: Send + Sync {
    fn observe(&self, state: &mut BoxState, seen: &Observation);
    fn merge(&self, into: &mut BoxState, other: &BoxState);
    fn assess(&self, state: &BoxState, view: &View<'_>) -> Assessment;
    fn fingerprint(&self) -> Fingerprint;
    fn shape(&self) -> Fingerprint;
    fn order(&self) -> Order;
    fn restore(&self, state: BoxState) -> Result<BoxState>;
}

struct Plain<S>(S);

impl<S> Plain<S>
where
    S: Scorer<Output = Assessment> + 'static,
{
    /// The state as the scorer knows it; `None` if it is another scorer's or cannot be read.
    fn held(&self, state: &BoxState) -> Option<S::State> {
        match &state.0 {
            Held::Nothing => Some(S::State::default()),
            Held::State(state) => (**state).as_any().downcast_ref::<S::State>().cloned(),
            Held::Bytes(bytes) => self.read(bytes).ok(),
        }
    }

    fn read(&self, bytes: &[u8]) -> Result<S::State> {
        let unreadable = || Error::new("state: these bytes were not written by this scorer");
        let (state, rest) = postcard::take_from_bytes::<S::State>(bytes).map_err(|_| unreadable())?;
        if !rest.is_empty() {
            return Err(unreadable());
        }
        self.0.restore(state)
    }

    /// Changes the state in place. One that cannot be read is left as it is, and assessed as unreadable.
    fn change(&self, state: &mut BoxState, change: impl FnOnce(&mut S::State)) {
        if !matches!(state.0, Held::State(_)) {
            let Some(held) = self.held(state) else { return };
            state.0 = Held::State(Box::new(held));
        }
        if let Held::State(held) = &mut state.0 {
            if let Some(held) = (**held).as_any_mut().downcast_mut::<S::State>() {
                change(held);
            }
        }
    }
}

impl<S> Erased for Plain<S>
where
    S: Scorer<Output = Assessment> + 'static,
{
    fn observe(&self, state: &mut BoxState, seen: &Observation) {
        self.change(state, |state| self.0.observe(state, seen));
    }

    fn merge(&self, into: &mut BoxState, other: &BoxState) {
        if matches!(other.0, Held::Nothing) {
            return;
        }
        match self.held(other) {
            Some(other) => self.change(into, |into| self.0.merge(into, &other)),
            // What cannot be read spoils what it is merged into, so that the loss shows.
            None => *into = other.clone(),
        }
    }

    fn assess(&self, state: &BoxState, view: &View<'_>) -> Assessment {
        match self.held(state) {
            Some(state) => self.0.assess(&state, view),
            None => {
                Assessment::abstaining(Abstention::Unreadable).stamped(self.0.fingerprint(), view.as_of())
            }
        }
    }

    fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint()
    }

    fn shape(&self) -> Fingerprint {
        self.0.shape()
    }

    fn order(&self) -> Order {
        self.0.order()
    }

    fn restore(&self, state: BoxState) -> Result<BoxState> {
        match state.0 {
            Held::Bytes(bytes) => Ok(BoxState(Held::State(Box::new(self.read(&bytes)?)))),
            Held::State(held) => match (*held).as_any().downcast_ref::<S::State>() {
                Some(known) => Ok(BoxState(Held::State(Box::new(self.0.restore(known.clone())?)))),
                None => Err(Error::new("state: it belongs to another scorer")),
            },
            Held::Nothing => Ok(BoxState::default()),
        }
    }
}

impl BoxScorer {
    pub(super) fn new<S>(scorer: S) -> Self
    where
        S: Scorer<Output = Assessment> + 'static,
    {
        Self(Arc::new(Plain(scorer)))
    }
}

impl fmt::Debug for BoxScorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BoxScorer({})", self.0.fingerprint())
    }
}

impl fmt::Debug for BoxState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Held::Nothing => "BoxState(nothing)",
            Held::State(_) => "BoxState(state)",
            Held::Bytes(_) => "BoxState(bytes)",
        })
    }
}

impl Scorer for BoxScorer {
    type State = BoxState;
    type Output = Assessment;

    fn observe(&self, state: &mut BoxState, seen: &Observation) {
        self.0.observe(state, seen);
    }

    fn merge(&self, into: &mut BoxState, other: &BoxState) {
        self.0.merge(into, other);
    }

    fn assess(&self, state: &BoxState, view: &View<'_>) -> Assessment {
        self.0.assess(state, view)
    }

    fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint()
    }

    fn shape(&self) -> Fingerprint {
        self.0.shape()
    }

    fn order(&self) -> Order {
        self.0.order()
    }

    fn restore(&self, state: BoxState) -> Result<BoxState> {
        self.0.restore(state)
    }
}

impl Serialize for BoxState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = match &self.0 {
            Held::Nothing => None,
            Held::State(state) => {
                // `**state` is the state itself; the box around it would serialise as another box.
                let bytes = (**state).bytes();
                Some(bytes.ok_or_else(|| serde::ser::Error::custom("state: it cannot be written"))?)
            }
            Held::Bytes(bytes) => Some(bytes.clone()),
        };
        bytes.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for BoxState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = Option::<Vec<u8>>::deserialize(deserializer)?;
        Ok(Self(bytes.map_or(Held::Nothing, Held::Bytes)))
    }
}

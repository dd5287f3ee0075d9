//! How trust came to stand where it stands, event by event, and how it would stand otherwise.

use std::collections::BTreeMap;

use super::trust_decay::{Fate, TrustDecay, part};
use super::trust_evidence::{For, Piece};
use super::trust_state::halvings;
use super::{Observation, Order, Scorer, View};
use crate::assessment::{Evidence, Score};
use crate::error::{Error, Result};
use crate::reader::{Reading, Verdict};
use crate::time::Timestamp;

/// How trust came to stand where it stands.
///
/// The contributions of the steps and [`TrustStory::base`] add up to the log-odds of [`TrustStory::score`].
///
/// # Examples
///
/// ```
/// use goodwill::event::{Id, Outcome, OutcomeKind};
/// use goodwill::scorer::{Observation, TrustDecay, View};
///
/// let (march, april) = ("2024-03-01T10:00:00Z".parse()?, "2024-04-01T10:00:00Z".parse()?);
/// let seen = [
///     Observation::Outcome(Outcome::new(Id::new("o1")?, march, OutcomeKind::Purchase)),
///     Observation::Outcome(Outcome::new(Id::new("o2")?, april, OutcomeKind::Cancelled)),
/// ];
/// let story = TrustDecay::company_page().explain(&seen, &View::new(april));
/// let [bought, left] = story.steps() else { panic!("two things happened") };
/// assert!(bought.after > bought.before && left.after < left.before);
///
/// // Without the cancellation trust would stand higher.
/// assert!(left.without > story.score());
/// let sum: f64 = story.steps().iter().map(|step| step.contribution).sum();
/// let odds = story.score().get() / (1.0 - story.score().get());
/// assert!((story.base() + sum - odds.ln()).abs() < 1e-12);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TrustStory {
    as_of: Timestamp,
    score: Score,
    base: f64,
    witness: f64,
    steps: Vec<TrustStep>,
}

/// What one observation did to trust.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TrustStep {
    /// Which observation: its place in the list, those pending counted after those sealed.
    pub observation: usize,
    /// When its evidence counts from.
    pub at: Timestamp,
    /// Trust just before.
    pub before: Score,
    /// Trust just after.
    pub after: Score,
    /// What it adds to the log-odds of trust as it stands now.
    pub contribution: f64,
    /// The same by basis.
    pub parts: Vec<Evidence>,
    /// Where trust would stand now without it.
    pub without: Score,
}

/// How an exchange might have gone.
///
/// Only the exchange itself changes: what the customer would have done after it is not guessed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WhatIf {
    /// It is answered at that instant, as dismissively as that.
    Answered {
        /// When.
        at: Timestamp,
        /// 0 serves the ask wholly, 1 not at all.
        dismissiveness: Score,
    },
    /// It is never answered.
    Never,
    /// It goes as this reading says, for example that of a draft.
    Thus(Box<Reading>),
}

impl TrustStory {
    /// The instant used.
    #[must_use]
    pub const fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// Trust at that instant.
    #[must_use]
    pub const fn score(&self) -> Score {
        self.score
    }

    /// The log-odds of trust before anything happened: ln(p₀/n₀), and what others saw on the page where a witness told.
    #[must_use]
    pub const fn base(&self) -> f64 {
        self.base
    }

    /// What of the base others saw on the page; 0 without a witness. It is what they have seen by now, for every step.
    #[must_use]
    pub const fn witness(&self) -> f64 {
        self.witness
    }

    /// What each observation with evidence did, in order of time.
    #[must_use]
    pub fn steps(&self) -> &[TrustStep] {
        &self.steps
    }
}

/// The evidence that takes the place of that of some observations.
type Instead = BTreeMap<usize, Vec<Piece>>;

/// One observation's evidence.
struct Happening<'a> {
    observation: usize,
    seen: &'a Observation,
    at: Timestamp,
    pieces: Vec<Piece>,
}

impl TrustDecay {
    /// How trust came to stand where it stands: every observation's part in it, the history step by step, and where
    /// trust would stand without each.
    ///
    /// `sealed` is what a state has observed; what the view holds pending counts as it stands at its instant. Trust is
    /// that of [`Scorer::assess`] on that state and view. A state of constant size cannot know single events, so they
    /// are passed in again; it takes a sort and two passes.
    #[must_use]
    pub fn explain(&self, sealed: &[Observation], view: &View<'_>) -> TrustStory {
        self.told(sealed, view, &Instead::new())
    }

    /// The same story if one exchange had gone otherwise.
    ///
    /// # Errors
    ///
    /// When the observation is none of those passed in, is no exchange or needs no answer, or when the answer would
    /// come before the ask.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::event::Event;
    /// use goodwill::reader::{LexiconReader, Reader};
    /// use goodwill::scorer::{Observation, TrustDecay, View, WhatIf};
    /// use goodwill::thread::Conversation;
    /// use goodwill::{Error, Score};
    ///
    /// let event = |line| serde_json::from_str(line).map_err(|error| Error::new(error.to_string()));
    /// let Event::Interaction(ask) = event(
    ///     r#"{"type":"interaction","id":"m1","thread":"t1","at":"2024-03-01T10:00:00Z","text":"My prints are late again."}"#,
    /// )? else { panic!("an interaction") };
    /// let Event::Response(reply) = event(
    ///     r#"{"type":"response","id":"r1","thread":"t1","at":"2024-03-01T10:20:00Z","text":"Please message us."}"#,
    /// )? else { panic!("a response") };
    /// let draft = Conversation::draft(&ask, &reply);
    /// let reader = LexiconReader::english()?;
    /// let seen: Vec<Observation> =
    ///     draft.exchanges().map(|exchange| Observation::Exchange(reader.read(&exchange))).collect();
    /// let trust = TrustDecay::company_page();
    /// let view = View::new(seen[0].dated());
    /// let now = trust.explain(&seen, &view).score();
    ///
    /// let served = WhatIf::Answered { at: seen[0].dated(), dismissiveness: Score::ZERO };
    /// assert!(trust.what_if(&seen, &view, 0, &served)?.score() > now);
    /// assert!(trust.what_if(&seen, &view, 7, &served).is_err());
    /// # Ok::<(), goodwill::Error>(())
    /// ```
    pub fn what_if(
        &self,
        sealed: &[Observation],
        view: &View<'_>,
        observation: usize,
        what: &WhatIf,
    ) -> Result<TrustStory> {
        self.what_if_all(sealed, view, &[(observation, what.clone())])
    }

    /// The same story if several exchanges had gone otherwise, all of them together: the place of each in the list, and how
    /// it would have gone.
    ///
    /// What several answers do together is not the sum of what each does alone: trust is a share.
    ///
    /// # Errors
    ///
    /// As [`what_if`](Self::what_if), and when an exchange is named twice.
    ///
    /// # Examples
    ///
    /// ```
    /// use goodwill::event::{Event, Id};
    /// use goodwill::reader::{LexiconReader, Reader};
    /// use goodwill::scorer::{Observation, TrustDecay, View, WhatIf};
    /// use goodwill::thread::Conversation;
    /// use goodwill::{Score, Timestamp};
    /// use std::time::Duration;
    ///
    /// let lines = [
    ///     r#"{"type":"interaction","id":"m1","thread":"t1","at":"2024-03-04T10:00:00Z","text":"Where are my prints?"}"#,
    ///     r#"{"type":"interaction","id":"m2","thread":"t2","at":"2024-03-04T11:00:00Z","text":"The scans are green."}"#,
    /// ];
    /// let events: Vec<Event> = lines.iter().map(|line| serde_json::from_str(line)).collect::<Result<_, _>>()?;
    /// let conversations = Conversation::cut(&events, Duration::from_secs(14 * 86_400));
    /// let reader = LexiconReader::english()?;
    /// let open: Vec<Observation> = conversations
    ///     .iter()
    ///     .flat_map(Conversation::exchanges)
    ///     .map(|exchange| Observation::Exchange(reader.read(&exchange)))
    ///     .collect();
    ///
    /// let trust = TrustDecay::company_page();
    /// let march: Timestamp = "2024-03-10T10:00:00Z".parse()?;
    /// let view = View::new(march).with_pending(&open);
    /// let waiting = trust.explain(&[], &view).score();
    /// let on_time = |place: usize| {
    ///     let at = events[place].at().saturating_add(Duration::from_secs(600));
    ///     (place, WhatIf::Answered { at, dismissiveness: Score::ZERO })
    /// };
    /// let one = trust.what_if_all(&[], &view, &[on_time(0)])?.score();
    /// let both = trust.what_if_all(&[], &view, &[on_time(0), on_time(1)])?.score();
    /// assert!(both > one && one > waiting);
    /// assert!(trust.what_if_all(&[], &view, &[on_time(0), on_time(0)]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn what_if_all(
        &self,
        sealed: &[Observation],
        view: &View<'_>,
        changes: &[(usize, WhatIf)],
    ) -> Result<TrustStory> {
        let mut instead = Instead::new();
        for (observation, what) in changes {
            let pieces = self.otherwise(sealed, view, *observation, what)?;
            if instead.insert(*observation, pieces).is_some() {
                return Err(Error::refused(
                    "observation",
                    observation,
                    "the place of an exchange, named once",
                ));
            }
        }
        Ok(self.told(sealed, view, &instead))
    }

    /// The evidence of an exchange if it had gone otherwise.
    fn otherwise(
        &self,
        sealed: &[Observation],
        view: &View<'_>,
        observation: usize,
        what: &WhatIf,
    ) -> Result<Vec<Piece>> {
        let seen = sealed
            .get(observation)
            .or_else(|| view.pending().get(observation.checked_sub(sealed.len())?))
            .ok_or_else(|| {
                let count = sealed.len() + view.pending().len();
                Error::refused("observation", observation, format!("the place of one of {count}"))
            })?;
        let Observation::Exchange(reading) = seen else {
            return Err(Error::refused("observation", observation, "the place of an exchange"));
        };
        let opened = reading.opened().unwrap_or(reading.outline().began());
        if !matches!(what, WhatIf::Thus(_))
            && matches!(reading.verdict(), Verdict::Withdrawn | Verdict::NeedsNone)
        {
            return Err(Error::refused(
                "observation",
                observation,
                "the place of an exchange that needs an answer",
            ));
        }
        Ok(match what {
            WhatIf::Answered { at, dismissiveness } => {
                if *at < opened {
                    return Err(Error::refused("at", at, format!("an instant from {opened} on")));
                }
                let wait = at.since(opened);
                self.pieces_of(reading, Fate::Answered { at: *at, wait, dismissed: dismissiveness.get() })
            }
            WhatIf::Never => {
                let closes = reading.outline().closes();
                let fate = if closes <= view.as_of() {
                    Fate::Ignored { at: closes }
                } else {
                    Fate::Open { at: view.as_of(), age: view.as_of().since(opened) }
                };
                self.pieces_of(reading, fate)
            }
            WhatIf::Thus(reading) => {
                let mut pieces = Vec::new();
                self.pieces(&Observation::Exchange((**reading).clone()), |piece| pieces.push(piece));
                pieces
            }
        })
    }

    fn pieces_of(&self, reading: &Reading, fate: Fate) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.reading_pieces(reading, fate, &mut |side, source, at, weight| {
            if weight > 0.0 {
                pieces.push(Piece { side, source, at, weight });
            }
        });
        pieces
    }

    fn told(&self, sealed: &[Observation], view: &View<'_>, instead: &Instead) -> TrustStory {
        let mut pending: Vec<(usize, Observation)> = view
            .pending()
            .iter()
            .enumerate()
            .filter_map(|(place, seen)| Some((sealed.len() + place, seen.seen_at(view.as_of())?)))
            .collect();
        pending.sort_by(|(_, a), (_, b)| a.place().cmp(&b.place()));
        let mut happened: Vec<Happening<'_>> = Vec::with_capacity(sealed.len() + pending.len());
        let mut newest = Timestamp::MIN;
        let sealed_ones = sealed.iter().enumerate();
        for (observation, seen) in sealed_ones.chain(pending.iter().map(|(place, seen)| (*place, seen))) {
            let mut pieces = Vec::new();
            match instead.get(&observation) {
                Some(others) => pieces.clone_from(others),
                None => self.pieces(seen, |piece| pieces.push(piece)),
            }
            let Some(latest) = pieces.iter().map(|piece| piece.at).max() else { continue };
            let at = match self.order() {
                Order::Any => latest,
                Order::Time if observation < sealed.len() => seen.ordered(),
                // As the scorer does: what is open takes its place now.
                Order::Time => seen.ordered().min(view.as_of()).max(newest),
            };
            newest = newest.max(at);
            if self.order() == Order::Time {
                for piece in &mut pieces {
                    piece.at = at;
                }
            }
            happened.push(Happening { observation, seen, at, pieces });
        }
        // Those of one instant stay in the order in which they were observed.
        happened.sort_by_key(|happening| happening.at);
        let as_of = happened.last().map_or(view.as_of(), |last| last.at.max(view.as_of()));
        self.walk(&happened, as_of)
    }

    fn walk(&self, happened: &[Happening<'_>], as_of: Timestamp) -> TrustStory {
        let lives = self.lives();
        let ([n0, p0], shift) = self.priors_at(as_of);
        let trust = |held: [f64; 2]| Score::clamped((held[1] + p0) / (held[0] + n0 + held[1] + p0));
        let fade = |held: [f64; 2], from: Timestamp, to: Timestamp| {
            [0, 1].map(|side| held[side] * libm::exp2(-halvings(from, to, lives[side])))
        };
        // Forwards: what was held just before and after each.
        let (mut held, mut now) = ([0.0; 2], Timestamp::MIN);
        let mut around = Vec::with_capacity(happened.len());
        for happening in happened {
            held = fade(held, now, happening.at);
            now = happening.at;
            let before = held;
            for piece in &happening.pieces {
                let taken = self.taken(piece);
                held = [0, 1].map(|side| held[side] * libm::exp2(-taken[side]));
                let side = piece.side as usize;
                let life = lives[side];
                held[side] += self.mass(piece) * libm::exp2(-halvings(piece.at, now, life));
            }
            around.push((before, held));
        }
        // Backwards: what of each is left now, and what is left of what was held before it if it had not happened.
        let mut taken_later = [0.0; 2];
        let mut came_later = [0.0; 2];
        let mut left = Vec::with_capacity(happened.len());
        for (happening, (before, _)) in happened.iter().zip(&around).rev() {
            let passed = lives.map(|life| halvings(happening.at, as_of, life));
            let without = [0, 1].map(|side| {
                before[side] * libm::exp2(-(passed[side] + taken_later[side])) + came_later[side]
            });
            let mut pieces = Vec::with_capacity(happening.pieces.len());
            for piece in happening.pieces.iter().rev() {
                let side = piece.side as usize;
                let gone = halvings(piece.at, as_of, lives[side]) + taken_later[side];
                let mass = self.mass(piece) * libm::exp2(-gone);
                came_later[side] += mass;
                pieces.push((piece.side, piece.source, mass));
                let taken = self.taken(piece);
                taken_later = [0, 1].map(|side| taken_later[side] + taken[side]);
            }
            pieces.reverse();
            left.push((pieces, without));
        }
        left.reverse();
        let whole = came_later;
        let steps = happened
            .iter()
            .zip(around)
            .zip(left)
            .map(|((happening, (before, after)), (pieces, without))| {
                let mut parts: Vec<Evidence> = Vec::new();
                for (side, source, mass) in pieces {
                    let share = match side {
                        For::Negative if mass > 0.0 => -part(mass, whole[0], n0),
                        For::Positive if mass > 0.0 => part(mass, whole[1], p0),
                        _ => 0.0,
                    };
                    let basis = source.basis();
                    match parts.iter_mut().find(|there| there.basis == basis) {
                        Some(there) => there.contribution += share,
                        None => parts.push(match happening.seen {
                            Observation::Exchange(reading) => {
                                Evidence::new(basis, share).about(reading.outline().id().first.clone())
                            }
                            _ => Evidence::new(basis, share),
                        }),
                    }
                }
                TrustStep {
                    observation: happening.observation,
                    at: happening.at,
                    before: trust(before),
                    after: trust(after),
                    contribution: parts.iter().map(|part| part.contribution).sum(),
                    parts,
                    without: trust(without),
                }
            })
            .collect();
        TrustStory { as_of, score: trust(whole), base: self.base() - shift, witness: 0.0 - shift, steps }
    }

    fn base(&self) -> f64 {
        let [n0, p0] = self.priors();
        libm::log(p0 / n0)
    }

    fn taken(&self, piece: &Piece) -> [f64; 2] {
        self.order_effects().halvings(piece.side == For::Negative, piece.weight)
    }
}

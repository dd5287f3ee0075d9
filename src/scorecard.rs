//! The front door: events in, scorecard out.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use foldhash::fast::FixedState;
use serde::{Serialize, Serializer};

use crate::assessment::{Assessment, Span};
use crate::error::Result;
use crate::event::{Channel, Event, Id, Role};
use crate::reader::{LexiconReader, Reading};
use crate::scorer::{
    Abandoned, AnswerGap, AskShares, Dismissiveness, Observation, Prior, Responsiveness, ResponsivenessState,
    Scorer, SelectiveSilence, Share, TrustDecay, TrustOutlook, Verdicts, VerdictsState, View, WaitTimes,
    Worst,
};
use crate::standing::Standing;
use crate::text::Boilerplate;
use crate::thread::{Conversation, Sealing};
use crate::time::{Timestamp, milliseconds};
use crate::tracker::{Counts, Key, Tracker};

/// The wait that the JSON counts the answered within.
const AN_HOUR: Duration = Duration::from_secs(3_600);

/// How often a replay seals, by the events' own time.
const SEALED_EVERY: Duration = Duration::from_secs(86_400);

/// Events in, scorecard out: everything with its defaults.
///
/// It holds the events. Where they are too many for that, or come without end, use a [`Tracker`]; where a number should
/// be made in another way, put scorers of your own into one.
///
/// # Examples
///
/// ```
/// use goodwill::{Goodwill, event::Event};
///
/// let lines = r#"
///     {"type":"interaction","id":"m1","thread":"t1","at":"2024-03-01T10:00:00Z","channel":"comment","text":"Can I get a refund for order 20417?"}
///     {"type":"response","id":"r1","thread":"t1","at":"2024-03-01T10:20:00Z","text":"I have refunded order 20417, it will reach you by Friday."}
/// "#;
/// let mut goodwill = Goodwill::new()?;
/// for line in lines.lines().filter(|line| !line.trim().is_empty()) {
///     goodwill.push(serde_json::from_str::<Event>(line).map_err(|error| goodwill::Error::new(error.to_string()))?);
/// }
/// let card = goodwill.scorecard("2024-03-02T10:00:00Z".parse()?);
/// assert_eq!(card.all().verdicts().answered, 1);
/// assert!(card.all().responsiveness().score().unwrap().get() > 0.7);
/// # Ok::<(), goodwill::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Goodwill {
    reader: LexiconReader,
    sealing: Sealing,
    responsiveness: Responsiveness,
    dismissiveness: Dismissiveness,
    trust: TrustDecay,
    events: Vec<Arc<Event>>,
}

impl Goodwill {
    /// English, with every default.
    ///
    /// # Errors
    ///
    /// When the word list that ships cannot be loaded, which a test of this crate rules out.
    pub fn new() -> Result<Self> {
        Ok(Self {
            reader: LexiconReader::english()?,
            sealing: Sealing::default(),
            responsiveness: Responsiveness::default(),
            dismissiveness: Dismissiveness::default(),
            trust: TrustDecay::default(),
            events: Vec::new(),
        })
    }

    /// The same with another reader.
    #[must_use]
    pub fn reader(mut self, reader: LexiconReader) -> Self {
        self.reader = reader;
        self
    }

    /// The same with another sealing.
    #[must_use]
    pub const fn sealing(mut self, sealing: Sealing) -> Self {
        self.sealing = sealing;
        self
    }

    /// The same with other scorers.
    #[must_use]
    pub fn scorers(
        mut self,
        responsiveness: Responsiveness,
        dismissiveness: Dismissiveness,
        trust: TrustDecay,
    ) -> Self {
        self.responsiveness = responsiveness;
        self.dismissiveness = dismissiveness;
        self.trust = trust;
        self
    }

    /// Takes one event in.
    pub fn push(&mut self, event: Event) {
        self.events.push(Arc::new(event));
    }

    /// The date of the newest event.
    #[must_use]
    pub fn newest(&self) -> Option<Timestamp> {
        self.events.iter().map(|event| event.at()).max()
    }

    /// The date of the oldest turn.
    #[must_use]
    pub fn oldest(&self) -> Option<Timestamp> {
        self.events.iter().filter(|event| event.is_turn()).map(|event| event.at()).min()
    }

    /// How things stand at `as_of`. Later events are counted and change nothing.
    #[must_use]
    pub fn scorecard(&self, as_of: Timestamp) -> Scorecard {
        match self.replay(&[as_of]).pop() {
            Some(card) => card,
            None => Scorecard { as_of, ..Scorecard::default() },
        }
    }

    /// How things stood at each of these instants, in order of time: one pass over the events, as if they had come one by
    /// one.
    ///
    /// Which phrases are stock phrases is learnt once, from all replies up to the last instant: a card of an earlier one
    /// knows phrases that were not stock phrases yet. Channels, agents and what is usual among peers are told by the last
    /// card alone.
    #[must_use]
    pub fn replay(&self, instants: &[Timestamp]) -> Vec<Scorecard> {
        let mut instants = instants.to_vec();
        instants.sort_unstable();
        instants.dedup();
        let Some(&last) = instants.last() else { return Vec::new() };

        let mut events: Vec<&Arc<Event>> = self.events.iter().collect();
        // Versions of one event at one instant have an order too, so that arrival shows in no number.
        events.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| b.outranks(a).cmp(&a.outranks(b))));
        let reader = self.reader.clone().with_boilerplate(Boilerplate::learn(replies(&events, last)));
        let worst = self.worst();
        let scorer = (
            Verdicts,
            self.responsiveness.clone(),
            self.dismissiveness.clone(),
            self.trust.clone(),
            WaitTimes,
            (worst, SelectiveSilence::default(), Abandoned),
        );
        let mut tracker = Tracker::new(reader, scorer).sealing(self.sealing).group_by(keys);

        let homes = homes(&events);
        let mut whole = Census::default();
        for event in &events {
            whole.count(event, &homes);
        }
        let mut census = Census::default();
        let mut cards = Vec::new();
        let mut rest = events.as_slice();
        for instant in instants {
            let ready = rest.partition_point(|event| event.at() <= instant);
            let mut sealed = Timestamp::MIN;
            for event in &rest[..ready] {
                // Sealing as time goes on keeps what is held small, as it would be live.
                if event.at().since(sealed) >= SEALED_EVERY {
                    sealed = event.at();
                    tracker.seal(sealed);
                }
                tracker.push(Arc::clone(event));
                census.count(event, &homes);
            }
            rest = &rest[ready..];
            tracker.seal(instant);
            cards.push(self.card(&mut tracker, &census, &whole, instant));
        }
        // A history is told in few numbers: groups are compared where it ends.
        if let Some(card) = cards.last_mut() {
            self.compare(card, &mut tracker);
        }
        cards
    }

    fn card(
        &self,
        tracker: &mut PageTracker,
        census: &Census,
        whole: &Census,
        as_of: Timestamp,
    ) -> Scorecard {
        let unmatched = tracker.unmatched_by_page();
        let mut page = |key: &Key, name: Option<&Id>| PageCard {
            events: census.of(name).0,
            later: whole.of(name).0 - census.of(name).0,
            threads: census.of(name).1,
            unmatched: match name {
                Some(name) => unmatched.get(&Some(name.clone())).copied().unwrap_or(0),
                None => unmatched.values().sum(),
            },
            standing: self.standing(tracker, key, as_of),
        };
        let all = page(&Key::All, None);
        let pages: BTreeMap<Id, PageCard> = census
            .pages
            .keys()
            .map(|name| (name.clone(), page(&Key::Page(name.clone()), Some(name))))
            .collect();
        let mut waiting: Vec<Reading> = tracker
            .pending()
            .iter()
            .filter_map(|reading| reading.seen_at(as_of))
            .filter(|reading| reading.verdict() == crate::reader::Verdict::Open)
            .collect();
        let worst = self.worst();
        waiting.sort_by(|a, b| {
            worst.badness(b).cmp(&worst.badness(a)).then_with(|| a.outline().id().cmp(b.outline().id()))
        });
        Scorecard { as_of, counts: tracker.counts(), all, pages, waiting, ..Scorecard::default() }
    }

    /// Adds to a card what is told of channels and agents, and what is usual among pages and among agents.
    fn compare(&self, card: &mut Scorecard, tracker: &mut PageTracker) {
        let known: Vec<Key> = tracker.keys().cloned().collect();
        for key in &known {
            match key {
                Key::Channel(channel) => {
                    card.channels.insert(*channel, self.standing(tracker, key, card.as_of));
                }
                Key::Agent(agent) => {
                    card.agents.insert(agent.clone(), self.standing(tracker, key, card.as_of));
                }
                _ => {}
            }
        }
        self.shrink(card.pages.values_mut().map(|page| &mut page.standing), card.as_of);
        self.shrink(card.agents.values_mut(), card.as_of);
    }

    /// What the evidence of a key amounts to.
    fn standing(&self, tracker: &mut PageTracker, key: &Key, as_of: Timestamp) -> Standing {
        let (verdicts, responsiveness, dismissiveness, trust, waits, (worst, answer_gap, abandoned)) =
            tracker.assess(key, as_of);
        let mut standing = Standing {
            verdicts,
            waits,
            responsiveness,
            dismissiveness,
            trust,
            worst,
            answer_gap,
            abandoned,
            ..Standing::default()
        };
        if let Some(tally) = tracker.tally(key) {
            let pending: Vec<Observation> = tally.pending().cloned().collect();
            let view = View::new(as_of.max(tally.newest())).with_pending(&pending);
            let state = tally.state();
            standing.ledger = view.complete(&self.responsiveness, &state.1).into_owned();
            standing.shares = view.complete(&self.dismissiveness, &state.2).shares();
            standing.outlook = Some(self.trust.outlook(&state.3, &view));
        }
        standing
    }

    /// Tells each of some peers what is usual among them, where they are enough to learn from.
    fn shrink<'a>(&self, peers: impl Iterator<Item = &'a mut Standing>, as_of: Timestamp) {
        let mut peers: Vec<&mut Standing> = peers.collect();
        // What is learnt from too few is what is assumed of nobody in particular.
        let learnt = |prior: Prior| Some(prior).filter(|prior| *prior != Prior::JEFFREYS);
        let ledgers: Vec<&ResponsivenessState> = peers.iter().map(|peer| &peer.ledger).collect();
        if let Some(prior) = learnt(Prior::learn(ledgers)) {
            let scorer = self.responsiveness.clone().with_prior(prior);
            for peer in &mut peers {
                peer.shrunk = Some(scorer.assess(&peer.ledger, &View::new(as_of)));
            }
        }
        let shares: Vec<Share> = peers.iter().map(|peer| peer.answered_within(AN_HOUR)).collect();
        if let Some(prior) = learnt(Prior::learn(shares.iter().copied())) {
            for (peer, share) in peers.iter_mut().zip(shares) {
                peer.within_hour_shrunk = Some(share.assessed(prior));
            }
        }
    }

    /// What counts as going badly: what the other scorers hold against an exchange.
    fn worst(&self) -> Worst {
        Worst::default().weighing(
            self.responsiveness.channels().clone(),
            self.dismissiveness.clone(),
            self.trust.policy().clone(),
        )
    }

    /// The words of a message as they stand at `as_of`, after edits.
    #[must_use]
    pub fn text(&self, thread: &Id, message: &Id, as_of: Timestamp) -> Option<String> {
        let events = self
            .events
            .iter()
            .map(AsRef::as_ref)
            .filter(|event: &&Event| event.thread() == Some(thread) && event.at() <= as_of);
        Conversation::cut(events, self.sealing.quiet())
            .iter()
            .flat_map(Conversation::turns)
            .find(|turn| turn.id() == message)
            .map(|turn| turn.text().to_owned())
    }

    /// The words that a span names, as they stand at `as_of`.
    #[must_use]
    pub fn quote(&self, thread: &Id, span: &Span, as_of: Timestamp) -> Option<String> {
        let text = self.text(thread, &span.message, as_of)?;
        span.of(&text).map(str::to_owned)
    }
}

impl Extend<Event> for Goodwill {
    fn extend<T: IntoIterator<Item = Event>>(&mut self, events: T) {
        self.events.extend(events.into_iter().map(Arc::new));
    }
}

type PageTracker = Tracker<
    LexiconReader,
    (Verdicts, Responsiveness, Dismissiveness, TrustDecay, WaitTimes, (Worst, SelectiveSilence, Abandoned)),
>;

/// Whom an observation counts for: everybody, its page, its channel and who answered first.
fn keys(seen: &Observation) -> Vec<Key> {
    let mut keys = vec![Key::All];
    keys.extend(seen.page().cloned().map(Key::Page));
    if let Observation::Exchange(reading) = seen {
        keys.push(Key::Channel(reading.outline().channel()));
        keys.extend(reading.agent().cloned().map(Key::Agent));
    }
    keys
}

/// What agents wrote up to an instant, every event once: one that came twice is no stock phrase.
fn replies<'a>(events: &[&'a Arc<Event>], upto: Timestamp) -> impl Iterator<Item = &'a str> {
    let mut known: HashMap<(&Id, &Id), &'a Event, FixedState> = HashMap::default();
    for event in events.iter().filter(|event| event.at() <= upto) {
        let Some(thread) = event.thread() else { continue };
        let kept = known.entry((thread, event.id())).or_insert(event);
        if event.outranks(kept) {
            *kept = event;
        }
    }
    known.into_values().filter_map(|event| match event {
        Event::Response(response) if response.role == Role::Agent => Some(response.text.as_str()),
        _ => None,
    })
}

/// The order in which a replay takes events, whatever the order they came in.
fn place(event: &Event) -> (Timestamp, Option<&Id>, &'static str, &Id) {
    (event.at(), event.thread(), event.kind(), event.id())
}

/// The page that each thread began on.
fn homes<'a>(events: &[&'a Arc<Event>]) -> HashMap<&'a Id, &'a Id, FixedState> {
    let mut homes = HashMap::default();
    for event in events {
        if let (Some(thread), Some(page)) = (event.thread(), event.page()) {
            homes.entry(thread).or_insert(page);
        }
    }
    homes
}

/// Distinct events and threads, in all and by page.
#[derive(Default)]
struct Census {
    seen: HashSet<crate::event::Identity, FixedState>,
    threads: BTreeSet<Id>,
    pages: BTreeMap<Id, (u64, BTreeSet<Id>)>,
}

impl Census {
    fn count(&mut self, event: &Event, homes: &HashMap<&Id, &Id, FixedState>) {
        if !self.seen.insert(event.identity()) {
            return;
        }
        self.threads.extend(event.thread().cloned());
        let page = event.page().or_else(|| event.thread().and_then(|thread| homes.get(thread).copied()));
        if let Some(page) = page {
            let entry = self.pages.entry(page.clone()).or_default();
            entry.0 += 1;
            entry.1.extend(event.thread().cloned());
        }
    }

    /// Events and threads of a page, or in all.
    fn of(&self, page: Option<&Id>) -> (u64, u64) {
        match page {
            None => (self.seen.len() as u64, self.threads.len() as u64),
            Some(page) => {
                self.pages.get(page).map_or((0, 0), |(events, threads)| (*events, threads.len() as u64))
            }
        }
    }
}

/// How one page stands, or all of them together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageCard {
    events: u64,
    later: u64,
    threads: u64,
    unmatched: u64,
    standing: Standing,
}

impl PageCard {
    /// Distinct events up to the instant. Statuses and corrections count for the page that their thread began on.
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.events
    }

    /// Distinct events after the instant; they change nothing.
    #[must_use]
    pub const fn later(&self) -> u64 {
        self.later
    }

    /// Distinct threads.
    #[must_use]
    pub const fn threads(&self) -> u64 {
        self.threads
    }

    /// What became of the exchanges.
    #[must_use]
    pub const fn verdicts(&self) -> VerdictsState {
        self.standing.verdicts()
    }

    /// What its exchanges amount to: everything below, and more.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Replies and corrections that name a message which is not there.
    #[must_use]
    pub const fn unmatched(&self) -> u64 {
        self.unmatched
    }

    /// The median wait of asks that need an answer, by Kaplan and Meier: the unanswered count. `None` where fewer than
    /// half are answered so far.
    #[must_use]
    pub fn median_wait(&self) -> Option<Duration> {
        self.standing.median_wait()
    }

    /// How much is answered in time.
    #[must_use]
    pub const fn responsiveness(&self) -> &Assessment {
        self.standing.responsiveness()
    }

    /// How far the answers leave the ask aside.
    #[must_use]
    pub const fn dismissiveness(&self) -> &Assessment {
        self.standing.dismissiveness()
    }

    /// How much trust is left.
    #[must_use]
    pub const fn trust(&self) -> &Assessment {
        self.standing.trust()
    }

    /// What became of the asks that were answered or ignored.
    #[must_use]
    pub const fn shares(&self) -> Option<AskShares> {
        self.standing.shares()
    }

    /// How trust will go on in silence.
    #[must_use]
    pub const fn outlook(&self) -> Option<&TrustOutlook> {
        self.standing.outlook()
    }

    /// The ten exchanges that went worst, the worst first.
    #[must_use]
    pub fn worst(&self) -> &[Reading] {
        self.standing.worst()
    }
}

/// How things stand at an instant, in all, page by page, channel by channel and agent by agent.
///
/// It serialises as the audit's JSON: `{as_of, events, later, threads, exchanges, answered, ignored, open, withdrawn,
/// needs_none, unmatched, median_wait_s, responsiveness, dismissiveness, trust, pages}`; besides, of all and of every page,
/// `median_answered_s` (the median wait of the answered alone), `answered_within_1h`, `answered_within_1h_shrunk` and
/// `shrunk` (that share and responsiveness among its peers), `selective_silence`, `abandoned` and `shares`; and `channels` and `agents`, which hold the same as
/// pages but for what is counted in events: `events`, `later`, `threads` and `unmatched`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scorecard {
    as_of: Timestamp,
    counts: Counts,
    all: PageCard,
    pages: BTreeMap<Id, PageCard>,
    channels: BTreeMap<Channel, Standing>,
    agents: BTreeMap<Id, Standing>,
    waiting: Vec<Reading>,
}

impl Scorecard {
    /// The instant.
    #[must_use]
    pub const fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// How many events came to what.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Everything together.
    #[must_use]
    pub const fn all(&self) -> &PageCard {
        &self.all
    }

    /// Every page that an event up to the instant names.
    #[must_use]
    pub const fn pages(&self) -> &BTreeMap<Id, PageCard> {
        &self.pages
    }

    /// Every channel that something was asked on.
    #[must_use]
    pub const fn channels(&self) -> &BTreeMap<Channel, Standing> {
        &self.channels
    }

    /// Everybody of the company who was first to answer something, by the name that the answer bears. What nobody answered
    /// belongs to no agent, so that agents have no unanswered asks: their waits say how fast they are where they answer.
    #[must_use]
    pub const fn agents(&self) -> &BTreeMap<Id, Standing> {
        &self.agents
    }

    /// Who is waiting, those whose wait has cost most first.
    #[must_use]
    pub fn waiting(&self) -> &[Reading] {
        &self.waiting
    }
}

#[derive(Serialize)]
struct CardJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicates: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicts: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    overflow: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threads: Option<u64>,
    exchanges: u64,
    answered: u64,
    ignored: u64,
    open: u64,
    withdrawn: u64,
    needs_none: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    unmatched: Option<u64>,
    median_wait_s: Option<f64>,
    median_answered_s: Option<f64>,
    answered_within_1h: Share,
    answered_within_1h_shrunk: Option<&'a Assessment>,
    responsiveness: &'a Assessment,
    shrunk: Option<&'a Assessment>,
    dismissiveness: &'a Assessment,
    trust: &'a Assessment,
    shares: Option<AskShares>,
    selective_silence: &'a AnswerGap,
    abandoned: Share,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<BTreeMap<&'a Id, CardJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<BTreeMap<Channel, CardJson<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agents: Option<BTreeMap<&'a Id, CardJson<'a>>>,
}

impl<'a> CardJson<'a> {
    fn of(card: &'a PageCard) -> Self {
        Self {
            events: Some(card.events),
            later: Some(card.later),
            threads: Some(card.threads),
            unmatched: Some(card.unmatched),
            ..Self::of_standing(&card.standing)
        }
    }

    fn of_standing(standing: &'a Standing) -> Self {
        let verdicts = standing.verdicts();
        #[allow(clippy::cast_precision_loss)]
        let seconds = |wait| milliseconds(wait) as f64 / 1_000.0;
        Self {
            as_of: None,
            events: None,
            duplicates: None,
            conflicts: None,
            overflow: None,
            later: None,
            threads: None,
            exchanges: verdicts.exchanges(),
            answered: verdicts.answered,
            ignored: verdicts.ignored,
            open: verdicts.open,
            withdrawn: verdicts.withdrawn,
            needs_none: verdicts.needs_none,
            unmatched: None,
            median_wait_s: standing.median_wait().map(seconds),
            median_answered_s: standing.answered_median().map(seconds),
            answered_within_1h: standing.answered_within(AN_HOUR),
            answered_within_1h_shrunk: standing.within_hour_shrunk(),
            responsiveness: standing.responsiveness(),
            shrunk: standing.shrunk(),
            dismissiveness: standing.dismissiveness(),
            trust: standing.trust(),
            shares: standing.shares(),
            selective_silence: standing.answer_gap(),
            abandoned: standing.abandoned(),
            pages: None,
            channels: None,
            agents: None,
        }
    }
}

impl Serialize for Scorecard {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of_standing = CardJson::of_standing;
        CardJson {
            as_of: Some(self.as_of),
            duplicates: Some(self.counts.duplicates),
            conflicts: Some(self.counts.conflicts),
            overflow: Some(self.counts.overflow),
            pages: Some(self.pages.iter().map(|(name, card)| (name, CardJson::of(card))).collect()),
            channels: Some(self.channels.iter().map(|(name, one)| (*name, of_standing(one))).collect()),
            agents: Some(self.agents.iter().map(|(name, one)| (name, of_standing(one))).collect()),
            ..CardJson::of(&self.all)
        }
        .serialize(serializer)
    }
}

//! What threads and unwinding may do with public types. It holds when it compiles.

use std::panic::UnwindSafe;

use goodwill::assessment::{
    Abstention, Assessment, Basis, Direction, Evidence, Fingerprint, Interval, Scale, Score, Span, Spans,
};
use goodwill::event::{
    Amount, Channel, Column, Correction, CorrectionKind, Corrector, Customer, Event, Id, Identity,
    Interaction, Outcome, OutcomeKind, Rating, Response, Role, Row, Status, StatusKind, Touchpoint,
    Visibility,
};
use goodwill::fit::{
    Baseline, Choice, Estimate as FitEstimate, Fit, Fitted, Lead, Mark, Measures, Parameter, Part, Ratings,
    Trial, TrustModel,
};
use goodwill::reader::Verdict;
use goodwill::reader::{
    Act, AskKind, Axis, Found, LexiconReader, LexiconReaderBuilder, Promise, PromiseFate, ReaderFn, Reading,
    Signal,
};
use goodwill::scorer::{
    AskShares, BoxScorer, BoxState, ChannelPolicy, ChannelPolicyBuilder, Dismissiveness,
    DismissivenessBuilder, DismissivenessState, EmpiricalBayes, EmpiricalBayesBuilder, Observation,
    Onlookers, OnlookersBuilder, Opinion, Order, OrderEffects, Peer, Prior, Responsiveness,
    ResponsivenessBuilder, ResponsivenessState, Slot, Tally, Target, TrustDecay, TrustDecayBuilder,
    TrustOutlook, TrustPolicy, TrustState, TrustStep, TrustStory, Verdicts, VerdictsState, View,
    WaitHistograms, WaitTimes, WaitTimesByChannel, WaitTimesState, WhatIf, Witness, Worst, WorstState,
};
use goodwill::stats::{
    Estimate, HazardStep, LogRank, Mass, Side as ClockSide, SurvivalCurve, SurvivalStep, Ties, TwoClocks,
    Wait, WaitHistogram, Weighting,
};
use goodwill::text::{
    Boilerplate, Case, Effect, Entry, Guess, Hit, Kind, Learner, Lexicon, Measure, Mitigator, Mode, Reach,
    Region, Sentence, Shingles, Side, Stem, Stemmer, Token, Words,
};
use goodwill::thread::{
    Arrival, Ask, Conversation, Exchange, ExchangeId, Outline, Reply, Said, Sealing, SealingBuilder, Turn,
};
use goodwill::tracker::{Counts, Key, Tracker};
use goodwill::{Error, Goodwill, PageCard, Scorecard, Timestamp};

fn shared<T: Send + Sync>() {}

fn all<T: Send + Sync + UnwindSafe>() {}

macro_rules! every {
    ($check:ident: $($type:ty),+ $(,)?) => { $( $check::<$type>(); )+ };
}

#[test]
fn public_types_may_be_sent_shared_and_unwound() {
    every!(all: Error, Timestamp, Goodwill, PageCard, Scorecard);
    every!(all: Abstention, Assessment, Basis, Direction, Evidence, Fingerprint, Interval, Scale, Score, Span, Spans);
    every!(all:
        Amount, Channel, Column, Correction, CorrectionKind, Corrector, Customer, Event, Id, Identity, Interaction,
        Outcome, OutcomeKind, Rating, Response, Role, Row, Status, StatusKind, Touchpoint, Visibility,
    );
    every!(all:
        Act, AskKind, Axis, Found<Act>, Found<Signal>, LexiconReader, LexiconReaderBuilder, ReaderFn<fn()>, Reading,
        Promise, PromiseFate, Signal,
    );
    every!(all:
        AskShares, ChannelPolicy, ChannelPolicyBuilder, Dismissiveness, DismissivenessBuilder, DismissivenessState,
        EmpiricalBayes, EmpiricalBayesBuilder, Observation, Order, Peer, Prior, Responsiveness, ResponsivenessBuilder, ResponsivenessState, Slot,
        Tally<ResponsivenessState>, Target, TrustDecay, TrustDecayBuilder, TrustOutlook, TrustPolicy, TrustState,
        Opinion, OrderEffects, TrustStep, TrustStory, Verdicts, VerdictsState, View<'_>, WaitHistograms, WaitTimes, WaitTimesByChannel,
        WaitTimesState, WhatIf, Worst, WorstState, Onlookers, OnlookersBuilder, Witness,
    );
    every!(all:
        Baseline, Choice, Fit, FitEstimate, Fitted, Lead, Mark, Measures, Parameter, Part, Ratings, Trial, TrustModel,
    );
    every!(all: ClockSide, Estimate, HazardStep, LogRank, Mass, SurvivalCurve, SurvivalStep, Ties, TwoClocks, Wait, WaitHistogram, Weighting);
    every!(all:
        Boilerplate, Case, Effect, Entry, Guess<'_>, Hit, Kind, Learner, Lexicon, Measure, Mitigator, Mode, Reach, Region,
        Sentence, Shingles, Side, Stem, Stemmer, Token, Words<'_>,
    );
    every!(all:
        Arrival, Ask, Conversation<'_>, Exchange<'_>, ExchangeId, Outline, Reply, Said<'_>, Sealing, SealingBuilder,
        Turn<'_>, Verdict,
    );
    every!(all: Counts, Key);
}

/// A tracker holds the closure that groups, and a box holds a scorer that nobody knows: whether those are left whole by
/// a panic, their types do not say. Both may be sent and shared.
#[test]
fn what_holds_unknown_code_may_be_sent_and_shared() {
    every!(shared: BoxScorer, BoxState, Tally<BoxState>);
    every!(shared: Tracker<LexiconReader, (Responsiveness, TrustDecay)>, Tracker<LexiconReader, BoxScorer>);
}

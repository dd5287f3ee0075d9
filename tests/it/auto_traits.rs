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
    Act, AskKind, Axis, Clock, ClockPolicy, ClockPolicyBuilder, Found, LexiconReader, LexiconReaderBuilder,
    OnCustomer, Promise, PromiseFate, ReaderFn, Reading, Run, Signal, WallTime,
};
use goodwill::scorer::{
    Abandoned, AbandonedState, AnswerGap, Answers, AskShares, BoxScorer, BoxState, ChannelPolicy,
    ChannelPolicyBuilder, ClockTimes, Clocks, ClocksState, Dismissiveness, DismissivenessBuilder,
    DismissivenessState, EmpiricalBayes, EmpiricalBayesBuilder, HitRate, HitRates, HourLoad, LoadByHour,
    Observation, Onlookers, OnlookersBuilder, Opinion, Order, OrderEffects, Peer, PlatformRule,
    PlatformRuleBuilder, PlatformRuleState, Prior, Responsiveness, ResponsivenessBuilder,
    ResponsivenessState, RuleStanding, SelectiveSilence, SelectiveSilenceBuilder, SelectiveSilenceState,
    Share, Silence, Slot, Tally, Target, TargetRates, TargetRatesBuilder, TargetRatesState, TrustDecay,
    TrustDecayBuilder, TrustOutlook, TrustPolicy, TrustState, TrustStep, TrustStory, Verdicts, VerdictsState,
    View, WaitHistograms, WaitTimes, WaitTimesByChannel, WaitTimesState, WeekLoad, WhatIf, WhoAnswers,
    WhoAnswersState, Windowed, WindowedBuilder, WindowedState, Witness, Worst, WorstState,
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
    Arrival, Ask, Conversation, Exchange, ExchangeId, Message, Note, Outline, OutlineRef, Outlines, Reply,
    Said, Sealing, SealingBuilder, StatusChange, Threads, Turn, TurnRef,
};
use goodwill::tracker::{Counts, Key, Tracker};
use goodwill::{Error, Goodwill, PageCard, Scorecard, Standing, Timestamp};

fn shared<T: Send + Sync>() {}

fn all<T: Send + Sync + UnwindSafe>() {}

macro_rules! every {
    ($check:ident: $($type:ty),+ $(,)?) => { $( $check::<$type>(); )+ };
}

#[test]
fn public_types_may_be_sent_shared_and_unwound() {
    every!(all: Error, Timestamp, Goodwill, PageCard, Scorecard, Standing);
    every!(all: Abstention, Assessment, Basis, Direction, Evidence, Fingerprint, Interval, Scale, Score, Span, Spans);
    every!(all:
        Amount, Channel, Column, Correction, CorrectionKind, Corrector, Customer, Event, Id, Identity, Interaction,
        Outcome, OutcomeKind, Rating, Response, Role, Row, Status, StatusKind, Touchpoint, Visibility,
    );
    every!(all:
        Act, AskKind, Axis, Clock, ClockPolicy, ClockPolicyBuilder, Found<Act>, Found<Signal>, LexiconReader,
        LexiconReaderBuilder, OnCustomer, Promise, PromiseFate, ReaderFn<fn()>, Reading, Run, Signal, WallTime,
    );
    every!(all:
        Abandoned, AbandonedState, AnswerGap, AskShares, ChannelPolicy, ChannelPolicyBuilder,
        ClockTimes, Clocks, ClocksState, Dismissiveness, DismissivenessBuilder, DismissivenessState,
        EmpiricalBayes, EmpiricalBayesBuilder, Observation, Onlookers, OnlookersBuilder, Opinion, Order, OrderEffects, Peer,
        Prior, Responsiveness, ResponsivenessBuilder, ResponsivenessState, SelectiveSilence,
        SelectiveSilenceBuilder, SelectiveSilenceState, Share, Silence, Slot,
        Tally<ResponsivenessState>, Target, TrustDecay, TrustDecayBuilder, TrustOutlook,
        TrustPolicy, TrustState, TrustStep, TrustStory, Verdicts, VerdictsState, View<'_>,
        WaitHistograms, WaitTimes, WaitTimesByChannel, WaitTimesState, WhatIf,
        Windowed<Responsiveness>, WindowedBuilder<Responsiveness>,
        WindowedState<ResponsivenessState>, Witness, Worst, WorstState,
    );
    every!(all:
        Answers, HitRate, HitRates, HourLoad, LoadByHour, PlatformRule, PlatformRuleBuilder, PlatformRuleState,
        RuleStanding, TargetRates, TargetRatesBuilder, TargetRatesState, WeekLoad, WhoAnswers, WhoAnswersState,
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
    Arrival, Ask, Conversation<'_>, Exchange<'_>, ExchangeId, Message, Note, Outline, OutlineRef<'_>, Outlines, Reply, Said<'_>, Sealing, SealingBuilder, StatusChange, Threads, Turn<'_>, TurnRef<'_>, Verdict,
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

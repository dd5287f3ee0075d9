//! One pass over ratings: every one predicted, then learnt, with the derivatives of the prediction carried along.

use super::model::{PARAMETERS, Parameter, TrustModel};
use super::ratings::Rating;

/// A derivative by the logarithm of every parameter.
pub(crate) type Slope = [f64; PARAMETERS];

const LN_2: f64 = std::f64::consts::LN_2;

// Places in a slope, in the order of `Parameter::ALL`.
const N0: usize = Parameter::PriorNegative as usize;
const P0: usize = Parameter::PriorPositive as usize;
const KAPPA: usize = Parameter::Harm as usize;
const HN: usize = Parameter::HalfLifeNegative as usize;
const HP: usize = Parameter::HalfLifePositive as usize;
const NN: usize = Parameter::NegativeAfterNegative as usize;
const NP: usize = Parameter::NegativeAfterPositive as usize;
const PN: usize = Parameter::PositiveAfterNegative as usize;
const PP: usize = Parameter::PositiveAfterPositive as usize;
const C: usize = Parameter::PageWeight as usize;
const HG: usize = Parameter::PageHalfLife as usize;
const WG: usize = Parameter::PagePrior as usize;
const A: usize = Parameter::StormWeight as usize;
const HS: usize = Parameter::StormHalfLife as usize;
const WS: usize = Parameter::StormPrior as usize;

/// One subject: both masses, and how they change with the logarithms of what they depend on.
#[derive(Clone, Copy, Debug, Default)]
struct Subject {
    n: f64,
    p: f64,
    /// By Hn, ρnn, ρnp. By κ it is N itself.
    dn: [f64; 3],
    /// By Hp, ρpn, ρpp.
    dp: [f64; 3],
    day: f64,
}

/// A sum that fades, with its slope.
#[derive(Clone, Copy, Debug)]
struct Sum {
    value: f64,
    slope: Slope,
}

impl Sum {
    const EMPTY: Self = Self { value: 0.0, slope: [0.0; PARAMETERS] };

    fn fade(&mut self, left: f64, by_life: f64, life: usize) {
        for x in &mut self.slope {
            *x *= left;
        }
        self.value *= left;
        self.slope[life] += by_life * self.value;
    }

    fn add(&mut self, value: f64, slope: &Slope) {
        self.value += value;
        for (into, x) in self.slope.iter_mut().zip(slope) {
            *into += x;
        }
    }
}

/// What is predicted for one rating.
#[derive(Clone, Copy, Debug)]
struct Foreseen {
    /// The subject's and the page's part of the log-odds of a bad rating, with its slope.
    base: f64,
    base_slope: Slope,
    /// What the page learns if it comes true bad, and good.
    surprise: [f64; 2],
    surprise_slope: [Slope; 2],
}

/// The state of a whole community.
pub(crate) struct Walk<'m> {
    model: &'m TrustModel,
    subjects: Vec<Subject>,
    page: [Sum; 2],
    /// Seen and expected bad, seen and expected good.
    storm: [Sum; 4],
    day: f64,
    group: Vec<Foreseen>,
}

impl<'m> Walk<'m> {
    pub(crate) fn new(model: &'m TrustModel) -> Self {
        Self {
            model,
            subjects: Vec::new(),
            page: [Sum::EMPTY; 2],
            storm: [Sum::EMPTY; 4],
            day: 0.0,
            group: Vec::new(),
        }
    }

    /// Predicts and then learns all ratings. Those of one instant are all predicted before any is learnt.
    ///
    /// `tell` gets the index, the log-odds of a bad rating and their slope.
    pub(crate) fn run(&mut self, rows: &[Rating], tell: &mut dyn FnMut(usize, f64, &Slope)) {
        let mut index = 0;
        for group in rows.chunk_by(|a, b| a.day == b.day) {
            self.step(group, index, tell);
            index += group.len();
        }
    }

    fn step(&mut self, group: &[Rating], first: usize, tell: &mut dyn FnMut(usize, f64, &Slope)) {
        let Some(day) = group.first().map(|rating| rating.day) else { return };
        let (with_page, with_storm) = (self.model.has_page(), self.model.has_storm());
        let passed = (day - self.day).max(0.0);
        self.day = day;
        if with_page {
            let halvings = passed / self.model[Parameter::PageHalfLife];
            let left = libm::exp2(-halvings);
            for sum in &mut self.page {
                sum.fade(left, halvings * LN_2, HG);
            }
        }
        let (mut storm, mut storm_slope) = (0.0, [0.0; PARAMETERS]);
        if with_storm {
            let halvings = passed / self.model[Parameter::StormHalfLife];
            let left = libm::exp2(-halvings);
            for sum in &mut self.storm {
                sum.fade(left, halvings * LN_2, HS);
            }
            let w = self.model[Parameter::StormPrior];
            for (sum, sign) in self.storm.iter().zip([1.0, -1.0, -1.0, 1.0]) {
                let whole = sum.value + w;
                storm += sign * libm::log(whole);
                for (into, x) in storm_slope.iter_mut().zip(&sum.slope) {
                    *into += sign * x / whole;
                }
                storm_slope[WS] += sign * w / whole;
            }
            let a = self.model[Parameter::StormWeight];
            storm *= a;
            for x in &mut storm_slope {
                *x *= a;
            }
            storm_slope[A] += storm;
        }
        let (tilt, tilt_slope) = self.tilt();
        if !with_page && !with_storm {
            // A subject alone: nothing has to be kept for the page to learn.
            for (place, rating) in group.iter().enumerate() {
                let (base, slope) = self.base(rating, tilt, &tilt_slope).0;
                tell(first + place, base, &slope);
            }
            for rating in group {
                self.learn(rating);
            }
            return;
        }
        let mut foreseen = std::mem::take(&mut self.group);
        foreseen.clear();
        for (place, rating) in group.iter().enumerate() {
            let seen = self.foresee(rating, tilt, &tilt_slope);
            if with_storm {
                let mut slope = seen.base_slope;
                for (into, x) in slope.iter_mut().zip(&storm_slope) {
                    *into += x;
                }
                tell(first + place, seen.base + storm, &slope);
            } else {
                tell(first + place, seen.base, &seen.base_slope);
            }
            foreseen.push(seen);
        }
        for (rating, seen) in group.iter().zip(&foreseen) {
            if with_page {
                let side = usize::from(!rating.bad);
                self.page[side].add(seen.surprise[side], &seen.surprise_slope[side]);
            }
            if with_storm {
                let bad = super::measure::logistic(seen.base);
                let steep = bad * (1.0 - bad);
                let mut slope = seen.base_slope;
                for x in &mut slope {
                    *x *= steep;
                }
                let flat = [0.0; PARAMETERS];
                self.storm[0].add(f64::from(u8::from(rating.bad)), &flat);
                self.storm[1].add(bad, &slope);
                for x in &mut slope {
                    *x = -*x;
                }
                self.storm[2].add(f64::from(u8::from(!rating.bad)), &flat);
                self.storm[3].add(1.0 - bad, &slope);
            }
            self.learn(rating);
        }
        self.group = foreseen;
    }

    /// c·g: how much more often than usual the page gets bad ratings, on the log scale.
    fn tilt(&self) -> (f64, Slope) {
        let mut slope = [0.0; PARAMETERS];
        if !self.model.has_page() {
            return (0.0, slope);
        }
        let (w, share) = (self.model[Parameter::PagePrior], self.model.bad_share());
        let [bad, good] = &self.page;
        let (bad_whole, good_whole) = (bad.value + w * share, good.value + w * (1.0 - share));
        let g = libm::log(bad_whole) - libm::log(good_whole) - libm::log(share / (1.0 - share));
        for ((into, x), y) in slope.iter_mut().zip(&bad.slope).zip(&good.slope) {
            *into = x / bad_whole - y / good_whole;
        }
        slope[WG] += w * share / bad_whole - w * (1.0 - share) / good_whole;
        let c = self.model[Parameter::PageWeight];
        for x in &mut slope {
            *x *= c;
        }
        slope[C] += c * g;
        (c * g, slope)
    }

    /// The subject with what time has taken; it stays so, which changes nothing that is read later.
    fn faded(&mut self, rating: &Rating) -> &mut Subject {
        let place = rating.subject as usize;
        if place >= self.subjects.len() {
            self.subjects.resize(place + 1, Subject::default());
        }
        let subject = &mut self.subjects[place];
        let passed = rating.day - subject.day;
        if passed > 0.0 {
            let halvings = passed / self.model[Parameter::HalfLifeNegative];
            let left = libm::exp2(-halvings);
            subject.n *= left;
            for x in &mut subject.dn {
                *x *= left;
            }
            subject.dn[0] += subject.n * halvings * LN_2;
            let halvings = passed / self.model[Parameter::HalfLifePositive];
            let left = libm::exp2(-halvings);
            subject.p *= left;
            for x in &mut subject.dp {
                *x *= left;
            }
            subject.dp[0] += subject.p * halvings * LN_2;
            subject.day = rating.day;
        }
        subject
    }

    /// The subject's and the page's part of the log-odds, and what it comes from: the subject, n₀' and p₀.
    #[inline]
    fn base(
        &mut self,
        rating: &Rating,
        tilt: f64,
        tilt_slope: &Slope,
    ) -> ((f64, Slope), (Subject, f64, f64)) {
        let subject = *self.faded(rating);
        let with_page = self.model.has_page();
        let raised = if with_page { libm::exp(tilt) } else { 1.0 };
        let n0 = self.model[Parameter::PriorNegative] * raised;
        let p0 = self.model[Parameter::PriorPositive];
        let (bad, good) = (subject.n + n0, subject.p + p0);
        let mut slope = [0.0; PARAMETERS];
        if with_page {
            for (into, x) in slope.iter_mut().zip(tilt_slope) {
                *into = n0 / bad * x;
            }
        }
        let (by_bad, by_good) = (1.0 / bad, 1.0 / good);
        slope[N0] += n0 * by_bad;
        slope[KAPPA] += subject.n * by_bad;
        slope[HN] += subject.dn[0] * by_bad;
        slope[NN] += subject.dn[1] * by_bad;
        slope[NP] += subject.dn[2] * by_bad;
        slope[P0] -= p0 * by_good;
        slope[HP] -= subject.dp[0] * by_good;
        slope[PN] -= subject.dp[1] * by_good;
        slope[PP] -= subject.dp[2] * by_good;
        ((libm::log(bad / good), slope), (subject, n0, p0))
    }

    fn foresee(&mut self, rating: &Rating, tilt: f64, tilt_slope: &Slope) -> Foreseen {
        let ((base, base_slope), (subject, n0, p0)) = self.base(rating, tilt, tilt_slope);
        let (bad, good) = (subject.n + n0, subject.p + p0);
        let mut seen =
            Foreseen { base, base_slope, surprise: [0.0; 2], surprise_slope: [[0.0; PARAMETERS]; 2] };
        if self.model.has_page() {
            // What the subject's own record explains, the page need not learn.
            let (r_bad, r_good) = (n0 / bad, p0 / good);
            seen.surprise = [r_bad, r_good];
            // ln r = ln n0' − ln(N + n0'), and so with p0.
            let slope = &mut seen.surprise_slope[0];
            for (into, x) in slope.iter_mut().zip(tilt_slope) {
                *into = r_bad * (1.0 - r_bad) * x;
            }
            slope[N0] += r_bad * (1.0 - r_bad);
            slope[KAPPA] -= r_bad * subject.n / bad;
            slope[HN] -= r_bad * subject.dn[0] / bad;
            slope[NN] -= r_bad * subject.dn[1] / bad;
            slope[NP] -= r_bad * subject.dn[2] / bad;
            let slope = &mut seen.surprise_slope[1];
            slope[P0] += r_good * (1.0 - r_good);
            slope[HP] -= r_good * subject.dp[0] / good;
            slope[PN] -= r_good * subject.dp[1] / good;
            slope[PP] -= r_good * subject.dp[2] / good;
        }
        seen
    }

    fn learn(&mut self, rating: &Rating) {
        let (by_n, by_p) = if rating.bad {
            (Parameter::NegativeAfterNegative, Parameter::PositiveAfterNegative)
        } else {
            (Parameter::NegativeAfterPositive, Parameter::PositiveAfterPositive)
        };
        let side = if rating.bad { 1 } else { 2 };
        let (keep_n, keep_p) = (self.model[by_n], self.model[by_p]);
        let harm = self.model[Parameter::Harm];
        let subject = self.faded(rating);
        subject.n *= keep_n;
        for x in &mut subject.dn {
            *x *= keep_n;
        }
        subject.dn[side] += subject.n;
        subject.p *= keep_p;
        for x in &mut subject.dp {
            *x *= keep_p;
        }
        subject.dp[side] += subject.p;
        if rating.bad {
            subject.n += harm;
        } else {
            subject.p += 1.0;
        }
    }
}

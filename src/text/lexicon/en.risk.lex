goodwill-lexicon 1
language en
revision 1
extends
# Cues of one axis, the risk that the customer's next turn is hostile; extends the main list.
#
# Provenance: every phrase and every example was written for this file. Weights are set by hand, rounded, and mean
# log-odds, more or less; most stand at two thirds of what the developers' exchanges would bear. They were
# chosen while looking at these and at other threads whose next turns were labelled without sight of what came before.
# Severity mirrors: news that is bad, regret from the heart and many hands in a case go with worse cases. They raise risk and say
# nothing about regard or help.

# ------------------------------------------------------------------ the customer's side

entry accuses
  meaning Calls conduct rude, false or careless: blame of a character, not of a case.
  customer risk +0.5
  cap 1
  unless negated
  yes Your driver was rude and the quote was misleading
  no The driver was kind
  no He was not rude at all
  + (rude|rudely|unprofessional|unhelpful|arrogant|disrespectful|clueless|dishonest|deceptive|shady|negligent|lying|lies|cheat|cheated|cheating|mislead|misleading|misled|screwed|=bait|fake|absurd|incapable|untrustworthy|insulting|nonsense)

entry dismay
  meaning Says how it feels or what it spoiled.
  customer risk +0.2
  cap 1
  yes So annoying, my whole evening is ruined
  yes The signal is very slow and gets worse
  no The evening was fine
  + (frustrated|frustrating|frustration|annoyed|annoying|angry|upset|irritated|irritating|waste|wasted|wasting|mess|chaos|insane|crazy|sucks|ruined|ruin|tired of|let down|=bad|=worse|=worst|=badly)
  + (so|very|really|extremely|completely|absolutely|totally|beyond) (slow|disappointed|poor|wrong|unhappy|late|sad|disappointing)

entry no_end
  meaning It happens each time, all day, or nobody is there for it.
  customer risk +0.4
  cap 1
  yes The lift is out every time I come
  yes There is no one at the desk
  no It happened once
  + (every time|everytime|each time|all (day|week|morning|night)|all the time|over and over|no one)

entry other_ways
  meaning Names the phone, the chat, a complaint or a superior: other ways were tried, or are next.
  customer risk +0.3
  cap 1
  yes I was on the phone with your supervisor
  no Which phone fits this case?
  + (on the phone|the phone|phone call|over the phone|by phone|on chat|live chat|online chat|call center|call centre|hung up|complaint|complain|complained|manager|supervisor|management|ceo|head office|corporate)

entry goods
  meaning Names goods that were promised or go back: something is owed.
  customer risk +0.3
  cap 1
  yes My parcel went to another street
  no How do I change my password?
  + (delivery|deliver|delivered|undelivered|order|parcel|package|shipping|shipment|item|return|returned|returning|replacement|replace|money back)
  - in order to

entry paid
  meaning Speaks of money that was paid.
  customer risk +0.3
  cap 1
  yes I paid for a seat by the window
  no What does a seat cost?
  + (=money|=paid|=paying|=pay|=pays)

entry ought
  meaning Says what should be: a standard was broken.
  customer risk +0.2
  cap 1
  yes It was supposed to arrive on Monday
  no It arrives on Monday
  + (should|supposed to)

entry lost
  meaning Something was lost, late, missed or refused.
  customer risk +0.2
  cap 1
  yes We missed the wedding
  no We saw the wedding
  + (lost|lose|losing|missed|missing|miss|stolen|damaged|delay|delayed|late|refuse|refused|denied|reject|rejected)

entry tried
  meaning Has tried something: works along on a solution.
  customer risk -0.3
  cap 1
  yes I tried another cable
  no I want another cable
  + (tried|trying|try)

entry polite_ask
  meaning Opens a sentence as an open question: wants to know, not to vent.
  customer risk -0.3
  cap 1
  yes Is there a ramp at the side door?
  no The ramp is shut!
  + ^ @hello? (can|could|is|are|do|does|will|would|any) ~15 <question>

entry greets
  meaning Opens with a greeting.
  customer risk -0.2
  cap 1
  yes Hi, my code does not work
  no My code does not work
  + ^^ (hi|hello|hey|dear|good (morning|afternoon|evening))

entry asks_help
  meaning Asks for help rather than for amends.
  customer risk -0.3
  cap 1
  unless negated
  yes I need help with my login
  no That did not help
  + (help|need|able|question|wonder|wondering)

entry gives_orders
  meaning Opens a sentence with an order.
  customer risk +0.4
  cap 1
  yes Fix it
  yes Just give me a date
  no I will fix it
  + ^ (just|so|and|then|please)? (fix|stop|get|give|do|tell|answer|bring|explain|learn|hire|read|refund|make)
  - ^ ~1 do (you|we|i|they|any)

entry you_people
  meaning Speaks of the other as a group, or of what it is and does.
  customer risk +0.2
  cap 1
  yes You guys keep moving the date
  no The date moved
  + (guys|people|team|folks)
  + you (are|have|do|did|keep|just|still|charge|never|need|should)

# ------------------------------------------------------------------ the reply's side

entry inquires
  meaning Asks a question that has to do with the case: the first sign of work on it.
  company risk -0.6
  cap 1
  yes Which line were you on?
  no How can we help?
  no We see.
  + <question>
  - (how (can|may|could) (we|i|our)|what (can|could) (we|i)|what (is|are|seems) (going|happening|wrong|seems to|the (issue|problem|trouble|matter|concern)|to be)) ~15 <question>

entry asks_anew
  meaning Asks what is wrong or how to help, though it was said.
  company risk +0.5
  cap 1
  yes What seems to be the problem?
  yes How can we help you today?
  no What is your flight number?
  + (how (can|may|could) (we|i|our)|what (can|could) (we|i)|what (is|are|seems) (going|happening|wrong|seems to|the (issue|problem|trouble|matter|concern)|to be))

entry looks
  meaning Looks at the matter, or asks for a look at something precise.
  company risk -0.3
  cap 1
  yes Let me take a closer look at it
  yes I am checking the ledger now
  no We are sorry to hear that
  + (check|checked|checking|closer look|take a look|have a look)

entry instructs
  meaning Speaks of the thing itself: its parts, its settings, its steps.
  company risk -0.2
  cap 1
  yes Reset the router, then open the menu
  no We value your custom
  + (device|phone|app|browser|router|modem|version|error|restart|reset|setting|log in|cache|menu|click|tap|steps|reinstall|reboot)

entry bad_news
  meaning Announces that the news is bad.
  company risk +0.3
  cap 1
  yes Unfortunately the tour is full
  no The tour is full of surprises
  + (unfortunately|i am afraid|we are afraid|regrettably|sadly)

entry eager
  meaning Would be glad to help or to offer: a will in place of an act.
  company risk +0.2
  cap 1
  yes I'd be happy to look into it
  no I looked into it
  + (happy|glad|like|love) to (help|assist|look|check|see|take|review|get|work|investigate|offer|hear)

entry bids
  meaning Opens a sentence with a request to do something that gives no data: a task goes back to the customer.
  company risk +0.2
  cap 1
  yes Please contact the gate crew
  yes Please be aware that rooms are few
  no Please send the ticket number
  + ^ please (check|try|let|refer|see|go|note|know|keep|allow|wait|be|do|feel|make|use|ask|speak|accept|visit|contact|call|report)

entry other_hands
  meaning Leaves it to a team, to a member of one, or to having been reached out to.
  company risk +0.2
  cap 1
  yes A member of the crew has it now
  yes Someone reached out to you by mail
  no I have it now
  + (member of|our (team|specialist|department|advisor|agent)|case manager|the team|reached out|reach out|reaching out|been in (contact|touch)|follow up|followed up|following up)

entry heartfelt
  meaning Regret from the heart, or naming what was poor: a mirror of a bad case.
  company risk +0.3
  cap 1
  yes We are so sorry
  yes We hate to see you leave
  yes That is not the welcome we want
  no Sorry, which line was it?
  + (really|so|very|truly|sincerely|terribly|deeply) sorry
  + (hate|never want|do not want|never like|do not like) ~3 (hear|see|lose|you|to)
  + not (the|what|how|our|a) ~3 (experience|want|like|intention|level|service|impression)
  + (experience|poor|bad|service)

entry cheery
  meaning Good cheer: the case is light.
  company risk -0.3
  cap 1
  yes Enjoy the ride
  yes Glad you like it
  no We will see
  + (enjoy|have a (great|good|nice)|welcome|no problem|no worries|awesome|fantastic|yay|glad (you|that|we|it|everything)|<emoji>)

entry cheer_mark
  meaning An exclamation mark in a reply: a light tone.
  company risk -0.2
  cap 1
  yes It is on its way!
  no It is on its way.
  + <exclamation>

entry vague
  meaning Speaks of what is usual, expected or to go on, not of this case.
  company risk +0.3
  cap 1
  yes It usually takes a while, and we continue to improve
  no It took a while
  + (=continue|=continued|=continues|=improve|=improving|expect|expected|estimated|usually|normally|typically|generally)

entry says_i
  meaning Somebody says I: a person takes the heat of a hard case.
  company risk +0.2
  cap 1
  yes I have moved it
  no We have moved it
  + =i

entry burdens
  meaning Says what the customer has to do.
  company risk +0.3
  cap 1
  yes You will need to stand in line again
  no We will stand in line for you
  + (you (will|would)? (need|have) to|need to|must|required|requires)

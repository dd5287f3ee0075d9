goodwill-lexicon 1
# English cues for messages of customers and answers of companies.
#
# Provenance: every phrase and every example was written for this file. What a code means, and which words
# mislead, are those of the reader's acts and signals; weights are set by hand, rounded, and mean log-odds, more or less.
# They were tuned by reading what they hit in public customer-support threads, none of which is quoted here.
# Severity mirrors: an apology or a refund goes with worse cases, so it may raise risk but never lowers regard.
language en
revision 1
axes help regard originality contempt reaction interpretation exploration risk
negation 3

# ------------------------------------------------------------------ where axes stand, and what is measured beside the words

# A reply that does nothing helps one ask in four; a plain reply is a civil one; most replies show no empathy. Peers who answer tell
# of themselves every other time. The mean of risk is near the share of hostile turns.
base company help -1.0, regard +1.3, originality +0.8, contempt -2.3, reaction -1.9, interpretation -2.2, exploration -3.5, risk -2.3
base peer help -1.3, regard +1.3, originality +0.8, contempt -2.3, reaction -1.9, interpretation -1.6, exploration -3.5, risk -2.6

measure coverage
  meaning The share of what was asked, in stems of content, that the reply takes up.
  company help +1.2
  peer help +1.5
measure overlap
  meaning How much of the reply is about the ask: shared stems over the root of its own.
  company help +0.4
  peer help +0.4
measure type_match
  meaning The share of the kinds of thing asked for of which the reply tells one.
  company help +0.7
  peer help +0.4
measure questions
  meaning The share of sentences that ask something.
  company help -0.3, exploration +2.0
  peer help -1.2, exploration +2.0
measure terse
  meaning Six words or fewer.
  company interpretation -0.5
  peer interpretation -0.2
# Ten words or fewer: part of it is told by good cheer and by questions. What the peer side weighs stands as it stood.
measure brief
  meaning Ten words or fewer: mostly closings.
  company risk -0.3
  peer risk -0.4
measure long
  meaning Length, rising from 120 to 220 words.
  peer help +0.3, contempt -0.2
measure concrete
  meaning Numbers, dates, prices and named things.
  peer help +0.1
  company help +0.25, originality +0.25
measure names
  meaning Names within sentences that the ask lacks.
  company help +0.1
  peer help +0.15
measure only_shift
  meaning A private channel is all that is offered.
  company help -0.5
measure only_courtesy
  meaning Courtesies are all that is offered.
  company help -0.6
measure only_link
  meaning A link is all that is offered.
  company help -0.6
measure deferred_again
  meaning Put off a second time in one conversation.
  company help -0.5
measure requested_again
  meaning Asked something a second time in one conversation.
  company help -0.5
measure shifted_again
  meaning Moved to a private channel a second time in one conversation.
  company help -0.5
measure repeated
  meaning The same text for the same customer again.
  company originality -1.5
measure rote
  meaning The share of what many were told, beyond chance.
  company originality -3.0
  peer originality -3.0
# Anger carries over more than once thought, and later turns gain most.
measure heat
  meaning How heated the customer's earlier turns were.
  customer risk +0.25
measure rank
  meaning The logarithm of one more than the number of replies by others before.
  peer help -0.4
# Warmth speaks for regard, and, between peers, against contempt.
measure warmth
  meaning How far the first part of empathy stands above .2.
  company regard +0.8
  peer contempt -0.5, regard +0.8

# ------------------------------------------------------------------ words the reader needs

# Words that turn a statement round.
forms negator
  no not never none nothing neither nor nobody without hardly barely unable cannot

# Words of every English text, whatever it is about. Compared as written.
forms function
  a an the this that these those some any each every either neither another other such own same
  i me my mine myself we us our ours ourselves you your yours yourself he him his she her hers it its they them their theirs
  who whom whose which what when where why how there here
  am is are was were be been being do does did doing done have has had having will would shall should can could may might must
  and or but nor so yet if because as than then though although while until unless since whether
  of at by for with about against between into through during before after above below to from up down in out on off over under
  again further once again more most much many few less least very too also just only even still now ever always often
  not no yes all both one ones two get got getting go going gone let lets make made take put see say said says
  really quite rather well back like around without within per via upon

# Courtesies and fillers: they say how, not what.
forms courtesy
  please thanks thank hi hello hey dear sorry welcome ok okay oh ah um hmm lol haha cheers regards kind best sincerely greetings
  morning afternoon evening sir madam folks guys team mate buddy wow yeah yep nope sure apologies apologise apologize
  appreciate kindly hope glad happy know want need help look looking give

# Function words of other languages that are not English words as well: two and more than English ones mean another language.
forms function.es
  el la los las un una unos unas de del al y que en es por para con no se lo su mi tu pero como más está están muy ya son fue
  porque cuando donde dónde qué cómo este esta esto ese esa gracias hola mis sus sin sobre hay tengo
forms function.fr
  le la les des du de un une et est en que qui pas pour dans sur avec vous nous je il elle ce cette mais ou où ne se au aux
  mon ma mes votre vos sont était être avoir merci bonjour très plus j'ai c'est n'est d'un l'on qu'il
forms function.de
  der die das den dem des ein eine einen einem einer und ist nicht ich sie wir ihr zu mit auf für von im ist sich auch es
  bei wie noch nach aus wenn aber oder hat habe haben sind war werden wird bitte danke mein meine kein keine
forms function.pt
  o os as um uma de do da dos das em no na nos nas que não é por para com se eu você mas como mais está são foi já meu minha
  seu sua isso este esta obrigado obrigada olá muito tem
forms function.it
  il lo la gli le un uno una di del della dei che non è per con si sono ma come più ho hai questo questa mi ci anche
  grazie ciao nel alla molto perché quando dove
forms function.nl
  de het een en van ik je jij niet dat die op te zijn met voor maar ook om aan er naar wat hoe heb heeft geen nog bij uit
  deze dit jullie wij graag bedankt mijn kan worden
# Words above that English has too are not evidence of anything else; they are told apart by counting both sides.

# ------------------------------------------------------------------ spellings and contractions
expand
  *n't = * not
  *'ll = * will
  *'ve = * have
  *'re = * are
  *'d = * would
  can't = can not
  won't = will not
  shan't = shall not
  ain't = is not
  cannot = can not
  i'm = i am
  it's = it is
  that's = that is
  there's = there is
  here's = here is
  what's = what is
  where's = where is
  who's = who is
  how's = how is
  he's = he is
  she's = she is
  let's = let us
  y'all = you all
  dont = do not
  doesnt = does not
  didnt = did not
  isnt = is not
  wasnt = was not
  arent = are not
  werent = were not
  havent = have not
  hasnt = has not
  hadnt = had not
  wouldnt = would not
  couldnt = could not
  shouldnt = should not
  cant = can not
  wont = will not
  im = i am
  ive = i have
  youre = you are
  youve = you have
  theyre = they are
  thats = that is
  whats = what is
  pls = please
  plz = please
  u = you
  ur = your
  thx = thanks
  tnx = thanks
  thnx = thanks
  ty = thanks
  thankyou = thank you
  wanna = want to
  gonna = going to
  gotta = got to
  dm'd = dmed
  dm'ed = dmed
  pm'd = pmed
  wi = wifi
  addy = address
  info = information

# ------------------------------------------------------------------ lists that patterns share
forms weekday
  monday tuesday wednesday thursday friday saturday sunday mon tues weds thurs fri
words month
  january february april june july august september october november december
phrase number
  (<number>|one|two|three|four|five|six|seven|eight|ten|twelve|couple|few|several)
phrase unit
  (second|sec|minute|min|hour|hr|day|week|month)
# A point or a span of time that a promise can be held to.
phrase when
  (by|before|until|on|from) (the end of)? (this|next)? (@weekday|tomorrow|tonight|noon|midnight|today)
  (by|before|until) the end of (the|this|next) (day|week|month)
  (by|before|until|at|around) (<time>|<number> (=am|=pm))
  (within|in) (the|about|around|approximately|up)? (next|to)? @number (to|or|and|of)? @number? (business|working)? @unit
  within (the|an|a) (next)? (@unit|same day)
  in (the next|an|a) @unit
  @number (to|or)? @number? (business|working) (day|hour)
  (today|tomorrow|tonight|@weekday)
  (this|next) (afternoon|evening|morning|week|month|@weekday)
  (on|by|before) (the)? (<number>|<time>) (of)? @month?
  (on|by|before) @month
  <time>
  up to @number @unit
# Who speaks for the company.
phrase we
  (=we|=i|our team|my team|our ~1 team|the team)
# Finished company acts.
forms done
  fixed refunded replaced resent cancelled canceled reversed escalated credited removed restored reset booked rebooked
  reissued issued processed corrected unlocked activated reactivated resolved dispatched shipped arranged waived extended
  reinstated adjusted upgraded unblocked rescheduled redelivered merged enabled patched transferred reimbursed
forms solved
  fixed sorted resolved solved
forms acted
  sent posted mailed emailed ordered added applied placed submitted filed raised logged opened changed updated deleted closed
forms checked
  checked tested called spoken spoke reviewed tried found located tracked verified rang phoned contacted investigated searched asked
# Things a customer can be asked for.
words datum
  number email address postcode zip name account order reference detail information screenshot photo picture video model version
  tracking phone booking reservation date case ticket serial location city country id email.address city region flight receipt
# How a customer feels.
words temper
  rude angry upset aggressive nasty mad emotional hostile dramatic abusive sarcastic hysterical offensive
words hardship
  frustrating stressful upsetting annoying disappointing awful terrible horrible difficult painful scary worrying exhausting
  inconvenient irritating unpleasant distressing rough tough nightmare hassle unacceptable
words feeling
  frustration annoyance upset disappointment anger stress worry inconvenience frustrated upset annoyed disappointed angry
  worried unhappy confused distress
# Where a private conversation takes place.
phrase private
  (=dm|=dms|=pm|=pms|direct message|private message|inbox|messenger)
phrase hello
  (hi|hello|hey|dear|good (morning|afternoon|evening|day)) (there|all|team|again)?
phrase ours
  (our|the|a|my) ~3

# ================================================================== the customer's side

entry question
  meaning Asks something, with or without a question mark.
  customer
  peer
  yes Anyone know when the lift will be repaired
  yes Any idea when my chair will ship
  yes Is the shop open on Sunday?
  no I know when it will ship.
  + <question>
  + (can|could|does|do|has) (anyone|someone|somebody|anybody|you) (please)? (tell|help|explain|know|advise|confirm|let|clarify|check)
  + ^ (anyone|anybody) (know|else)
  + (any|no) (idea|update|news|eta|word|clue) (when|if|on|why|about|how|what|where|as)
  + (wonder|curious) (if|when|why|how|what|whether|where|about)
  + (want|like|need|love|try|trying) to (know|ask|find out|understand)
  + how (do|can|would|should) (i|we|you) (get|make|contact|reach|cancel|change|find|know|return|turn|use|stop|fix|do)
  + ^ (and|so|but|also|ok|hi|hello)? (why|when|where|how) (is|are|do|does|did|can|will|would|has|have|was|come)
  + (tell|inform) me (when|why|how|what|where|if|whether|which)
  - no idea (what|why|how|where) you

entry rhetorical
  meaning A question that vents and expects no answer.
  customer risk +0.2
  cap 1
  yes Are you serious?
  yes What is the point of paying for express?
  no What is the delivery date?
  + (are|r) (you|u|they) (kidding|joking|serious|for real|insane|even)
  + what is the point
  + why do i (even|bother|keep)
  + how (hard|difficult) (is|can) it
  + (really|seriously|wtf) <question>
  + who (cares|does that)
  + what kind of ~2 (company|service|joke|business)

entry repair
  meaning Says that something does not work, has not come, or is wrong, and wants it put right.
  customer
  yes My kettle is broken
  yes The parcel has not arrived
  yes Still waiting for my chair
  yes I was sent the wrong size
  no It is not working hours yet, is it
  + (is|are|was|come|came|arrive|got|get|been|keep|totally|completely) (broken|damaged|faulty|defective|cracked|torn|leaking|dead|missing|stuck|frozen|crashing|down|offline)
  + (not|never|stop|stopped|quit|barely) (working|work|load|loading|connect|connecting|open|opening|charge|charging|sync|syncing|respond|turn|turning|update|updating|play|playing|start|show|showing|come|came|function)
  + (not|never|yet to|no sign of) (been)? (arrive|arrived|delivered|deliver|receive|received|shipped|ship|turned up|showed up|get my)
  + still (not|no|wait|nothing|missing|have not|do not|can not)
  + (been)? wait (for|on|since|over|more) ~3 (@number|my|a|the|this|your|hour|day|week)
  + (wrong|incorrect|different) (size|colour|color|item|order|product|address|one|thing|name|amount|price|food|model|part|book|flight)
  + (overcharged|charged (me)? (twice|double|for|wrong)|double charged|billed (me)? twice)
  + (keep|constantly|always) (crash|freez|disconnect|buffer|dropping|losing|fail|cutting|logging|restart)
  + (can not|could not|unable to|will not let me|not able to|not let me) (log|sign|access|connect|open|download|update|use|pay|book|order|find|get|see|check|load|play|change|cancel|reach|change|install|watch|print|make|send|add)
  + (@number)? (day|week|hour) late
  + (delayed|cancelled|canceled) (again|flight|train)
  + (flight|train|order|trip|delivery|booking) (is|was|has been|been|got|keeps getting)? (delayed|cancelled|canceled|late)
  + (error|failed|fails|glitch|bug|issue|problem|trouble) (message|code|when|every|with|to load|on|in)
  + please (fix|sort|resolve|help|look into)
  + need (help|assistance|a fix|this fixed)
  - still (can not|do not) (believe|understand|get over|thank|stop)
  - working (hour|day)

entry refund
  meaning Asks for money back or for amends.
  customer risk +0.2
  cap 1
  yes I want my money back
  yes Please refund my order
  no Thanks, the refund came through
  + (want|need|like|request|requesting|demand|expect|deserve|owe|where|when|get|still|give|issue|process|no|for|await) ~5 (=refund|=refunds|reimbursement|compensation|replacement)
  + (refund|reimburse|compensate) (me|my|us|the|our)
  + money back
  - refund (came|went|has|was|arrived|received)
  - (thank|thanks|got|received) ~4 refund

# These share what they tell with the cues of risk.
entry anger
  meaning Angry or scornful words.
  customer risk +0.4
  yes What a disgrace
  yes Absolutely useless service
  no The least expensive one was worth it
  + (ridiculous|disgrace|disgraceful|disgusting|disgusted|pathetic|appalling|appalled|shambles|outrageous|outrage|shameful|shame|joke|laughable|incompetent|incompetence|useless|garbage|rubbish|crap|crappy|shit|shitty|bullshit|bs|fuck|fucking|wtf|damn|bloody|hell|suck|idiot|moron|stupid|liar|lied|thief|theft|steal|stole|scam|scammer|fraud|robbery|robbed|rip off|ripoff|furious|livid|fuming|pissed|fed up|sick of|hate|horrible|horrendous|horrific|terrible|awful|atrocious|abysmal|dreadful|unacceptable|unbelievable|worst|poor|poorly|nightmare|epic fail|trash|terribly)
  - (great|fantastic|good|hate to|damn good|no|not|hell of) (joke|hate|stole|bother)
  - garbage bag

entry service
  meaning Speaks of people or of service, not of a defect: blame, not diagnosis.
  customer risk +0.4
  cap 1
  yes Your driver never rang the bell
  + (staff|employee|rep|reps|representative|manager|supervisor|crew|=driver|agent|operator|attendant|cashier|technician|advisor)
  + (customer|client) (service|support|care|relation|experience)
  + (your|this) (people|service|management)
  + (=company|=companies)
  + (bad|poor|worst|worse|terrible|awful|horrible|shit|no|zero|great|good|excellent|lousy|crap|shocking) (service|support)
  + call (center|centre)

# Charges and bills are asked about calmly; what was paid is not. See paid.
entry money
  meaning Names money at stake.
  customer risk +0.2
  cap 1
  + <money>
  + (charge|bill|refund|pay|paid|payment|fee|money|overcharged|pound|dollar|euro|compensation)
  - (charge|charging) (cable|port|my phone|it|case|the battery|up|cord|battery)
  - free of charge

entry defect
  meaning Speaks of a device, an app or an error: a defect invites diagnosis.
  customer risk -0.3
  cap 1
  + (device|app|phone|laptop|router|modem|website|site|page|update|software|error|browser|screen|battery|wifi|login|password|settings|version|firmware|account|bluetooth|server|download)

entry addressed
  meaning Holds something against the other: you, and a negative soon after.
  customer risk +0.2
  cap 1
  yes You lost my bag and told me nothing
  + you ~5 (not|lost|charged|told|never|ruined|broke|failed|lied|ignored|promised|said|cancelled|overcharged)
  - (thank|hope|love|would|if|can|could|do) you
  - you (can not|do not) go wrong

entry duration
  meaning Counts hours, days or weeks.
  customer risk +0.1
  cap 1
  + (@number|a|an) (business|working|full|whole|more)? (hour|hr|day|week|month)
  + (hours|days|weeks|months)

entry shout
  meaning Doubled marks such as ?! and !!!.
  company contempt +0.4
  peer contempt +0.4, regard -0.4
  customer risk +0.4
  cap 1
  + <doubled>

entry exclaims
  meaning Exclamation marks.
  peer help -0.1
  customer risk +0.1
  + <exclamation>

entry hashtag
  meaning A hashtag: the message has an audience.
  customer risk +0.1
  cap 1
  + <hashtag>

entry suggestion
  meaning Proposes something the company could offer or change.
  customer
  unless refund
  yes You should offer a smaller size
  yes Please bring back the lemon one
  yes Would be great if the app had a dark theme
  no You should refund me today
  + you (should|could|need to|ought to|guys should|really should) (really|also|definitely|totally|maybe|consider)? (offer|add|sell|stock|bring|consider|introduce|include|open|allow|create|launch|expand)
  + (would be|it would be|be) (really|so|very)? (great|nice|good|cool|awesome|lovely|helpful|amazing|useful|handy) (if|to have|to see|to be able)
  + (please|pls) (bring back|add|consider|start selling|bring|include|introduce|stock)
  + (bring back) (the|my|your)
  + (feature|product) (request|suggestion|idea)
  + wish (you|there|it|they) (would|had|could) !help
  + (have you|ever) (considered|thought (of|about))
  + (suggest|suggestion|idea) (for|to) (you|the|your|improve)

entry contrast
  meaning Turns round what was said before it.
  customer
  cap 1
  yes The soup was great but cold
  no The soup was great
  + (but|however|except|although|though|ruined|yet|instead|unfortunately|sadly|disappointing|disappointed|used to)
  - (no|anything|nothing|all|last) but
  - (but|however) (thanks|thank|cheers|appreciate|thx|ty)
  - (not yet|yet another)

entry praise
  meaning Is pleased with the company or what it sells.
  customer risk -0.3
  unless negated
  unless anger
  unless contrast
  cap 2
  yes I love the new roast
  yes Great service from Maria at the desk
  no I would love a refund
  no Great, another delay
  + (love|loving|adore) (the|this|your|my|it|you|how|that|these)
  + (great|excellent|amazing|awesome|fantastic|brilliant|outstanding|superb|wonderful|incredible|lovely|exceptional|perfect|friendly|stellar|fab|fabulous) (service|work|job|experience|staff|team|support|help|product|flight|food|store|customer|crew|company|app|day|stuff|people|guy|lady|driver|as)
  + (best|favourite|favorite) (airline|company|store|shop|service|app|customer|coffee|brand|ever|phone|in|place|supermarket)
  + (you|u) (rock|rule)
  + (you are|you guys are|u r|she was|he was|they were|staff were|so|very|really) (the best|awesome|amazing|great|helpful|brilliant|wonderful|impressed|fantastic|lovely|friendly|legend)
  + (well done|good job|nice job|great job|keep up|kudos|shout out|shoutout|hats off|props to|big thanks|a pleasure)
  + (made|make) my (day|week|night|morning)
  + (delicious|yummy|tasty|yum)
  + (spot on|top notch|first class|first rate|a treat|a joy|over the moon|well worth)
  + (is|was|are|were|look|looks|tastes|smells|feels|been) (so|really|very|super|absolutely|pretty|just|always)? (=great|=amazing|=awesome|=delicious|=beautiful|=perfect|=fantastic|=lovely|=incredible|=brilliant|=wonderful|=gorgeous|=excellent)
  + looks (so|really|very)? good
  + ^ (=amazing|=awesome|=fantastic|=brilliant|=excellent|=gorgeous|=beautiful|=delightful)
  + my (favorite|favourite)
  + (love|loved|loving) (my|our|these|those|every|being)
  + (so|very|really|super) (excited|happy|pleased|proud|grateful|thankful|impressed) (for|about|with|to|by|that)
  + can not wait (for|to) (try|see|have|get|eat|come|visit|wear|fly|my|the|this|tonight|tomorrow)
  + you (actually)? are (actually|simply|so|truly)? (amazing|awesome|the best|great|wonderful|brilliant)
  - (would|will|d) be (so|really|very)? (great|amazing|awesome|perfect|fantastic|lovely|brilliant|wonderful|excellent)
  - (great|amazing|awesome|perfect|fantastic|lovely|brilliant|wonderful|excellent) (if|but)
  - (would|will|d) love (the|this|your|my|it|you|how|that)
  - (used to|not) love
  + ^ (big|huge|many|a big|so much)? (thanks|thank you|thx|props|shout|bravo) (so much|very much|guys|out|a lot)? <mention>? <mention>? (for|to)
  - (thanks|thank you|thx) ~4 (nothing|ruin|wast|cancel|lose|losing|lost|destroy|break|broke|delay|ignor|wait|screwing|charging|canceling|hanging|no|not|another|rubbish|terrible|awful|worst)
  - (thanks|thank you|thx) ~2 in advance

entry G7
  meaning Closing thanks without a word of resolution: a ritual, not a repair.
  customer risk -0.6
  cap 1
  unless G6
  unless sarcasm
  unless anger
  unless negated
  yes Thanks for the quick answer
  yes Cheers
  no Thanks for nothing
  no Thanks for cancelling my booking again
  + (thanks|thank) (you|u|so|a|very|much|for|guys|again|all|anyway|ever|@hello)
  + (thanks|thank|cheers|ta|tysm)
  + (much|really|greatly) appreciated
  + appreciate (it|that|the|your|you)
  - (thanks|thank you|cheers) for (nothing|ruin|wast|cancel|lose|losing|destroy|break|broke|delay|ignor|mak|the delay|the wait|the shit|screwing|charging)
  - (thanks|thank you) to (you|your|this|the)
  - no (thanks|thank)
  - (thanks|thank you|cheers) for (the|a|your|another|yet) ~2 (delay|wait|mess|nightmare|incompetence|waste|lie|disaster)
  - (thanks|thank) in advance
  - (help|advise|advice|fix|reply|dm|details|info|respond|know) (thanks|thank)

entry sarcasm
  meaning Praise or thanks turned round.
  customer risk +0.4
  cap 1
  yes Thanks for nothing
  yes Great, another delay
  yes Well done on losing my bag again
  + (thanks|thank you|cheers) (so much|a lot|a bunch)? for (nothing|ruin|wast|cancel|lose|losing|destroy|break|broke|delay|ignor|the delay|the wait|screwing|charging)
  + ^ (great|brilliant|fantastic|lovely|awesome|wonderful|nice|perfect) ~2 (another|more|yet another) ~2 (delay|day|problem|cancellation|issue|hour|week|fail)
  + (well|nicely) done ~3 (losing|lost|cancel|ruin|delay|ignor|again|fail)
  + (great|good|nice|fine|stellar|excellent|amazing|awesome|brilliant) (job|work) ~4 (losing|lost|cancel|ruin|delay|ignor|break|fail|not|screw|mess)
  + (^ so much for|way to go|slow clap|oh joy|gee thanks|yeah right)

entry cheer
  meaning Good cheer after an answer: a laugh, a wave, a see-you-soon.
  customer
  cap 1
  unless negated
  unless anger
  unless contrast
  yes Woohoo, see you on Friday!
  yes Can't wait!
  yes Will be back for lunch
  no See you in court
  + ^ (=woohoo|=yay|=yum|=wow|=sweet|=nice|=awesome|=amazing|=perfect|=great|=excellent|=brilliant|=lovely|=fantastic|=fab|=hooray|=hurray) (<exclamation>|$|!(job|service|now|another|so|but|work|customer))
  + ^ (can not wait|will do|love it|love you|love this|good one|so good|so cute|bless you|you too|same to you|no need|all good|haha|hahaha|fingers crossed|well played|nice one)
  + see you (soon|there|then|tomorrow|tonight|later|on|next)
  + (will|be|am) be? back (for|on|soon|tomorrow|next|again)
  + (keep|keeping) (up the|it up)
  + have a (great|good|nice|lovely|wonderful|happy|fab) (day|night|one|evening|weekend|morning|week|time|christmas|holiday)
  + happy (halloween|christmas|holidays|friday|thanksgiving|new year|easter|birthday)
  + just (saying|giving credit|kidding|joking)
  - see you in court

entry acknowledges
  meaning Only takes note: nothing is asked any more.
  customer
  cap 1
  yes Ok will do
  yes Got it, thanks
  yes No worries
  no Ok will do, but when does it ship?
  no Yes
  + ^^ @hello? (ok|okay|k|alright|right|cool|great|perfect|sure|yes|yep|yeah|awesome|fine|thanks|thank you|oh)? (ok|okay|cool|great|i|it|thanks|thank you|yes|then)? (will do|got it|no worries|no problem|no prob|np|understood|noted|sounds good|that works|fair enough|all good|will try (that|it|this)?|will check|will wait|will let you know|i see|makes sense|no rush|never mind|nevermind|will give (it|that) a (try|go|shot)) (thanks|thank you|then|cheers|so much|for|now|guys|the|your|help|info|again|mate|team|reply|that|very|much|anyway|all|appreciate|it|a|quick|response)? (thanks|thank you|so|very|much|for|the|your|help|info|again|anyway|a lot|quick|response|reply)? (much|for|the|your|help|info|again|lot|reply|response)? (help|reply|response|info)? $$
  + ^^ @hello? (ok|okay|sure|yes|yep|yeah|of course|absolutely|definitely|alright|haha|oh)? (sure|yes)? (i|we)? (will|shall|would|did|do) (do|try|be)? (that|it|so|this|thankfully|though)? (now|then|later|tomorrow|tonight|soon|thanks|thank you|cheers)? (thanks|thank you|cheers)? $$
  + ^^ @hello? (sure|yes|ok|okay)? (sure|yes)? will do (that|it|so|now|thanks|thank you)? $
  + (i|we) will (keep you (posted|updated)|let you know|keep an eye|wait and see|keep (that|it) in mind|look out|be there)
  + ^^ (ok|okay|k|alright|cool|great|perfect|awesome|fine|thanks|thank you|cheers|ta|thank you so much|many thanks|thanks a lot|ok thanks|ok thank you|ok cool|great thanks|cool thanks|perfect thanks|thank you very much|thanks so much|thanks again) $$

entry G6
  meaning Says that it is solved now.
  customer risk -0.6
  cap 1
  unless negated
  yes It works now, thank you
  yes All sorted, cheers
  yes The bag has arrived
  no It is still not fixed
  no Sorted, after three weeks of calls
  + (it|that|this|everything|all|which|now|app|site|issue|problem) (is|are|seems to be|has been|was|got|have been) (now|all|finally)? (@solved|=working (again|now)|back to normal|up and running)
  + (=works|=working|@solved|=loading) (now|again|=thanks|thank)
  + (that|this|it) (=worked|did the trick|=helped|=fixed it|=solved it)
  + ^ all? @solved (now|=thanks|thank|cheers)? $
  + (has|have|just|finally|it) (now|just|finally)? (=arrived|turned up|showed up|come through|been delivered)
  + (=got|=received) (it|my ~2|the ~2) (now|today|just now|finally|=thanks|thank|this morning)
  + (problem|issue) (@solved|is gone|went away)
  - (if|when|until|once|hope|hopefully|get|want|need|=please|supposed|should|says|said|say|would|will|how|told|messaged) ~5 (@solved|=working|=arrived|=delivered|=worked|=helped|=works)
  - (not|never|still|no longer|have yet) ~3 (@solved|=worked|=working|=arrived|=delivered|=works)
  - (@solved|=arrived|=delivered) (after|late|@number|damaged|broken|but|yet|in|or|soon|asap)
  - (only|just|never|barely) (=works|=worked|=working) (now|again|fine)
  - (it|that|this) (=worked|=works) (fine|great|perfectly)? (before|until|yesterday|for|on|with|in|last|when)
  - has arrived (broken|damaged|late|without|but|at)

entry G2
  meaning Has been in contact about this before.
  customer risk +0.3
  cap 1
  yes This is my third call about the same invoice
  yes 5 emails, no answer
  yes I have already told you twice
  yes I have called 4 times
  no It crashed 5 times
  no I bought 2 tickets
  + (@number|multiple|numerous|countless|several|repeated|endless) (complaint|phone|unanswered|long)? (=calls|=emails|=messages|=chats|=dms|=tweets|=letters) (no|and|later|to|with|so far|about|in|already|now|ago|over|still)
  + (second|third|fourth|fifth|2nd|3rd|4th|5th|6th|@number|multiple|numerous|several|nth) (call|email|phone call|chat|message|complaint|attempt|ticket) (about|to you|on this|regarding|this|with|today|now)
  + (call|called|emailed|email|contact|contacted|phoned|rang|wrote|written|tweeted|messaged|asked|complained|chatted|spoke|spoken|dmed|reported|told|explained|tried) ~5 (@number|multiple|several|many|numerous|countless|second|third) time
  + (@number|multiple|several|many|numerous|countless|second|third) time ~5 (call|called|emailed|contact|contacted|phoned|written|tweeted|messaged|asked|complained|spoke|spoken|dmed|reported|told|explained)
  + (have|has|already|i) already (called|sent|told|emailed|contacted|messaged|dmed|explained|tried|done|reported|spoken|spoke|provided|gave|given|submitted|asked|raised|complained|phoned|written|filed)
  + (called|told|asked|emailed|contacted|messaged|tweeted|dmed|reported|phoned|tried|explained) ~4 (twice|again and again|repeatedly|over and over)
  + (still (waiting|no|have not|not)|yet to|waiting) ~4 (reply|response|answer|call back|callback|hear|heard|email|refund|resolution)
  + (how many|yet) (more)? times (do|must|have) i
  + (same|this) (issue|problem|thing) (again|for the)
  + (once|yet) again (i|you|my|no|the|we)
  - (used|bought|ordered|received|got|want|booked|need|have) @number (=calls|=emails|=messages|=tickets)

entry G3
  meaning Says that nobody answers.
  customer risk +0.4
  cap 1
  yes No reply to any of my mails
  yes You keep ignoring me
  yes 5 emails, no answer
  yes I have been on hold since noon
  no I did not answer the survey
  + (no|never|without|zero|nor) (a|any|an|single|one|single one|proper|actual)? ~1 (reply|response|answer|callback|acknowledgement|communication|feedback|contact)
  + (have not|has not|never|did not|do not|are not|nobody|no one|nobody has) (yet|even|ever|has|have|been|got|gotten|had|received|get|receive|a|any)? (a|any|an|even|got|gotten|back|had|received|single)? (heard|hear|reply|replied|replies|response|responded|respond|answered|called back|got back|call back|contacted me|called me)
  + ignor (me|us|my|all|by|your|customers|people|again|the)
  + (being|been|getting|get|am|was|feel|keep) ignored
  + (on hold|hung up|hang up|hangs up|put me on hold|cut off|left waiting)
  + (nobody|no one|noone) (has|is|ever|will|even)? (answers|picks up|bothers|cares|replies|responds|got back|get back|calls back|bothered)
  + (phone|line|call) (just)? (rings|ringing) (out|off)
  + (radio silence|deaf ears|into the void)
  - i (have not|did not|do not|never) (reply|replied|answered|answer|respond|responded|hear)

entry kept_waiting
  meaning Was made to wait.
  customer risk +0.3
  cap 1
  yes I waited two hours for the fitter
  yes Still waiting
  no Can't wait to try it
  + (=waiting|=waited) ~3 (for|since|over|on|@number|hour|day|week|month|ages|forever|here|still|response|reply|my|your|to hear)
  + still waiting
  + (=wait|=waits) (time|times|another|@number|over|for (@number|hours|days|weeks))
  + (on hold|in a queue|in the queue) (for)? (@number|hours|ages|forever|days|weeks)

entry G4
  meaning Calls the answer a brush-off.
  customer risk +0.8
  cap 1
  yes Stop sending me canned replies
  yes That is not what I asked
  yes Is this a bot?
  no The chat bot was helpful
  + (copy (and|n)? paste|copy pasted|cut and paste|copypaste)
  + (bot|automated|automatic|auto|scripted|=canned|generic|robotic|template|standard|pre written|stock|boilerplate|useless) (reply|response|answer|message|email|tweet)
  + not (what i (asked|said|meant|want|wanted|am asking)|my question|an answer|answering|answered my|reading|read my)
  + (did|do|does|have|has|you) not (even)? (answer|answered|read|reading|answering|listen|listening|understand) (my|the|what|me|a|to|it|this)
  + (do|does|did|clearly|obviously) (not|you) (even)? (care|give a)
  + (could|can) not care less
  + (is this|are you|am i talking to|talking to|just|like) a (bot|robot|machine)
  + (fob|fobbed|fobbing|brush|brushed|brushing|palm|palmed) (me|us|people|customers)? off
  + (that|this|which|it) (does|did) not (answer|address)
  + (not|no|any) (help|helpful) at all
  + (read|reread) (my|the) (tweet|message|post|question|email) (again|properly|first)
  + (fake|empty|hollow|insincere) (apology|apologies|promise|words)
  + same (old)? (excuse|answer|reply|response|line|crap|bs|story|script)
  - (i|we) (did|do|have) not (read|answer|understand|listen|care)

entry G5
  meaning Says that they are leaving.
  customer risk +0.4
  cap 1
  scope clause
  yes I'm cancelling my plan
  yes You have lost a customer
  yes Never again with this airline
  no They cancelled my train
  no Last time I switched the router off
  no I need to cancel my order for Friday
  + (i|we) (am|are|will be|will|have|just|would|might|may|want to|had to|have to|need to|going to|about to|ready to|plan to|thinking of|tempted to|be|be glad to)? (be|now|seriously|definitely|going to|about|thinking of|thinking about|gonna)? (cancel|cancelling|cancelled|canceling|closing|close|end|ending|leave|leaving|terminate|quit|ditch|ditching|drop|dropping) (my|our|your|you|the)? (whole|entire|current|prime|phone|whole)? (plan|contract|account|subscription|membership|service|bank|network|policy|prime|broadband|internet|guys|you|line|card|services)
  + (i|we) ~5 (=switch|=switching|=switched|=move|=moving|=moved|=port|=porting|=jump|=jumping|=defect) (over)? (to|from|back to|my) ~1 (verizon|tmobile|sprint|android|iphone|another|competitor|different|provider|carrier|network|bank|airline|someone|somewhere)
  + (going|go|move|moving|switch|switching|shop|shopping|fly|flying|bank) elsewhere
  + (lost|losing|lose) (a|my|our|me|this|another|one|one more) (as a)? (loyal|long time|good|valued|life long|paying|regular)? (customer|business|custom|member|client|passenger|subscriber)
  + never (fly|flying|shop|shopping|buy|buying|use|using|order|ordering|book|booking|stay|staying|eat|eating|travel|travelling|traveling|go|going|come|coming|do|doing|rent|deal) ~4 (again|with you|from you|here|there)
  + never again
  + (last|final) (time|order|purchase|flight) (i|we|with) (will|ever|fly|shop|use|order|buy|am|you)
  + (take|taking|took) (my|our) (business|money|custom) (elsewhere|to|somewhere)
  + (will|shall) not be (back|returning|using|coming|flying|shopping|ordering|renew|renewing|a customer)
  + (done|finished|over it|through) with (you|this company|your|them|this airline|this store)
  + (shop|go|look|buy|bank|fly|bought) elsewhere
  + (=close|=closing|=delete|=deleting) my account
  - never again (have|be|able|see)
  - (last|first) time i (called|switched|used|ordered|bought|went|flew|checked|tried|was|had|got)
  - (switch|switching|switched|change|move|moved) to (airplane|wifi|mobile|a new|the new|my new)

entry G8
  meaning Calls an audience: others, the press, a regulator.
  customer risk +0.3
  cap 1
  yes Everyone should stay away from this shop
  yes I will report you to trading standards
  no Everyone at the counter was kind
  + (everyone|everybody|people|folks|others) (should|must|beware|be careful|avoid|please rt|need to know|stay away)
  + (beware|boycott|^ do not (buy|fly|use|shop|order|book)|^ avoid) (of|this|the|these|from|with|them|at all|like|@ours)
  + (stay|steer) (away|clear)
  + (trading standards|ombudsman|ofcom|ofgem|bbb|better business bureau|consumer (protection|rights|affairs|forum|court)|watchdog|small claims|attorney general|fcc|dot complaint)
  + (=tell|=telling|=warn|=warning) (all|everyone|everybody|my friends|the world|people|all my)
  + (go|going|went|call|calling|contact|contacting) (to the)? (press|media|news|papers|newspaper)
  + (name and shame|please (rt|retweet|share)|rt this|go viral|going viral)
  + (leave|leaving|post|posting|write|writing) (a|you)? a? (bad|terrible|negative|one star|@number star) (review)?

entry supplies
  meaning Gives what was asked for, or says it was sent.
  customer
  cap 1
  yes Sent
  yes Just did
  yes I have DM'd you
  yes Done, order 112-4482931
  no Can you send it?
  + ^^ ~2 (sent|done|did|dmed|pmed|messaged|emailed|just did|have done|submitted) (it|you|a|an|the|that|them|this|so|now|already|thanks|thank)? ~3 $$
  + (i|just|have|already) (have|just|already)? (just|already)? (sent|dmed|pmed|messaged|emailed|forwarded|submitted|provided|replied) (you|it|a|an|the|my|them|to you|in|=dm)
  + (check|see|in) (your|ur|the|my) (dm|dms|inbox|messages|pm|message)
  + ^ (done|sent|dmed)
  + ^ i (did|have done) (that|it|so|$)
  + (here|this) (it is|you go|(is|are) (my|the) ~1 @datum)
  + (my|the|order|case|ref|reference|booking|tracking|ticket) (order|case|account|ref|reference|booking|tracking|confirmation|phone|flight|ticket|email|number)? (number|no|id|is|code)? ~1 (<id>|<email>|<phone>)
  + <id>
  + <email>

# ================================================================== the company's side: help

# A question is what engages; a bare step moved nothing once the customer's state was known. See inquires and instructs.
entry engages
  meaning Asks about the case, or gives a step to take: the first sign of work on it.
  company help +0.7
  peer
  cap 1
  unless quoted
  yes Which version do you have installed?
  yes Please restart the box and wait a minute.
  yes You can reset it under Settings.
  no We will be in touch.
  no Please message us.
  no Could you DM us?
  + <question>
  + ^ @hello? <word>? (so|then|also|first|next|now|and|instead|meanwhile)? (please|kindly|just|simply)? (just|also|try|make sure to|then|first)? (restart|reboot|click|tap|select|unplug|plug|reinstall|uninstall|install|reset|clear|refresh|scroll|enter|type|toggle|disable|enable|swipe|force|log|sign|hold|switch|remove|press|turn|open|close|delete|update|upgrade|choose|download|visit|go|head|try|check|ensure|make sure|use|allow|follow these|follow the|see|note|have a look|take a look|test|wait|navigate|hit)
  + (please|kindly|just|then|and|could you|can you|would you|you can|you could|you may|you might|you will need to|you need to|you will want to|you should) (also|please|just|always|try|then|simply|first|try to)? (restart|restarting|reboot|click|clicking|tap|select|unplug|reinstall|reinstalling|uninstall|reset|resetting|clear|clearing|refresh|scroll|toggle|disable|enable|swipe|log (in|out|on|off|back)|sign (in|out|up)|turn|open|update|download|visit|go (to|into|back|through)|head (to|over)|check|make sure|use|follow|choose|purchase|buy|book|order|return|track|add|edit|change|manage|cancel|apply|report it|find)
  + (try|trying) (to|a|the|this|it|restarting|again|using|these|logging|clearing|another)
  + let us know (if|what|how|which|whether|when|your)
  - (check out|see you|follow us|go team|visit us|use code|note that we|see what we|try our|check your (dm|dms|inbox))
  - (see|wait|check|use) ~2 (dm|dms|pm)
  - (can|could|would|will|may|did|have) (you|we|i) ~4 (@private|=message (us|me)|send us|follow us|contact us) ~15 <question>

entry recommends
  meaning Offers an option or a recommendation.
  company help +0.3, risk -0.3
  cap 2
  yes We suggest the larger bag for that.
  yes Alternatively, the desk can print it.
  no You can DM us.
  + (=we|=i) (would|do|can|will|could|highly|strongly)? (suggest|recommend|advise)
  + (you can|you could|you may|you might|you are able to|you are welcome to|feel free to) (also|always|still|either|now|just|try)? !(not|dm|pm|message|contact|call|email|reach|direct|private|expect|send|provide|give|share|rest|see) <word>
  + (=alternatively|how about|another option|best (option|bet|way)|one option|other option|your options|option is)
  + (would|might|may) be (best|better|worth|easier|quicker|advisable)
  + (head|hop) (to|over|on|onto)
  - you (may|might|could) (have|be|know|notice|not|need)
  - hope (that)? you (can|could|may)

entry F4
  meaning Gives a reason.
  company help +0.4
  cap 1
  only statements
  yes The charge is there because the trial ended on Monday.
  yes The cause was a faulty sensor.
  no Your order is due to arrive on Monday.
  + because !of
  + because of
  + caused by
  + (=reason|=reasons|=cause) (for|of|behind|why|it|this|that|we|is|was)
  + (turns|turned) out
  + due to !(be|arrive|land|depart|ship|go|come|leave|open|start|finish|return|launch)
  + (that|this|it) (happens|occurs|can happen|may happen|can occur) (when|if|because|as)
  + (as a result of|owing to|which is why|that is why|this is why|this means that)
  - (just)? because (we|you) (care|love|rock)

entry F5
  meaning Says that the thing is done.
  company help +0.9, risk +0.3
  cap 2
  only statements
  unless negated
  unless quoted
  yes I have refunded the second charge.
  yes We've just replaced the part.
  yes We just released 2.1, which fixes this.
  yes Sorry to hear that your bag is lost; it is on the 18:05 flight.
  yes Your booking has been restored.
  no We have sent you a DM.
  no You need to have it fixed by a dealer.
  no It will be fixed tomorrow.
  + (@we (have|had)|@we) (now|just|already|also|gone ahead and|since|successfully)? (now|just|already|also)? (got)? (this|it|that|your ~2)? @done
  + @we (have|had)? (now|just|already|also|gone ahead and|since)? @acted ~3 (replacement|refund|label|voucher|correction|credit|new one|change|order|claim|subscription|ticket|case|request|investigation|report|complaint|adjustment|another one)
  + (has|have) (now|just|already|since)? been (now|successfully|already)? @done
  + (is|are) (now|all|already) (@done|sorted|live|back up|back online|up and running|working again)
  + (released|pushed|shipped|rolled out|deployed|published) ~6 (fix|fixes|fixed|solve|resolve|patch)
  + (it|they|bag|parcel|order|package|luggage|suitcase|item|shipment) (is|are) (now|already|currently)? (on (the|its|their|board|a) ~2 (flight|van|truck|train|way)|out for delivery|en route)
  - (if|once|when|until|after|as soon as|unless|that|make sure|ensure|confirm|see|whether) ~4 (has|have|is|are) ~2 been
  - (should|could|would|may|might|must|to|will|not|can|if|once|when|after|until) ~2 have ~3 @done
  - @done by (you|the customer|the seller)
  - (need|want|like|get|getting) ~3 @done
  - (glad|happy|great|good|hope|hear|learn|see|know) ~4 (has|have|is|are) been? @done
  - (order|item|package|parcel|it) (has|have) (already|now)? (been)? (already)? (shipped|dispatched)

entry F6
  meaning Offers or gives redress: money, a replacement, a credit.
  company help +0.7, risk +0.2
  cap 2
  only statements
  unless negated
  unless quoted
  yes I'll refund it today
  yes We'd like to send you a $20 voucher.
  no We can't offer a refund.
  no Our refund policy is on the site.
  no Have you asked for a refund?
  + @we (will|have|can|would like to|are going to|am going to|would be happy to|are happy to|am happy to|shall|could)? (just|also|gladly|certainly|happily|be|have|now|already)? (refund|refunded|refunding|reimburse|compensate|credit|credited|waive|waived|replace|replaced) (it|you|your|the|this|that|them|a)
  + (offer|send|sent|give|given|issue|issued|arrange|arranged|process|processed|add|added|provide|get) ~4 (refund|voucher|replacement|compensation|gift card|goodwill|reimbursement|account credit|a credit|promo credit|free of charge|free month|<money> (credit|off|back|voucher|refund))
  + (your|the|a|full|partial) (refund|replacement|reimbursement|compensation) (has|is on|is being|was|will|should)
  + (make|making) (it|this) (up to you|right for you)
  - (refund|return|replacement) (policy|option|process|request|label)
  - (request|requested|requesting|ask|for|eligible for|apply for|claim|want|like|qualify for|entitled to|about|regarding|if) (a|your|the|any)? (full|partial)? (refund|replacement|compensation)
  - (check|see) (if|whether|what) ~8 (refund|replacement)

entry F6.conditional
  meaning Redress that depends on something still to be found out.
  company help +0.3, risk +0.2
  mode possible
  cap 1
  scope clause
  only statements
  unless F6
  unless negated
  yes If it is damaged you may be due a refund.
  + (may|might|could) ~3 (refund|voucher|compensation|reimbursement|credit)
  + (due|eligible for|entitled to) (a|an)? (refund|compensation|replacement|credit|reimbursement)
  - (contact|seller|check with) ~6 (refund|replacement)

entry F7
  meaning Says by when something will happen.
  company help +0.7, originality +0.2
  cap 2
  only statements
  unless quoted
  yes You should have an email within the hour.
  yes Please send your order number by private message, I'll refund it today.
  yes We will call you by Friday.
  yes Expect it between 3 and 5 business days.
  no It was fixed on Friday.
  no We will be in touch soon.
  + (will|shall|going to|should|expect|expected|aim|aiming|scheduled|due|estimated|allow|takes|take|promise) ~10 @when
  + @when ~4 (=we|=i|you|it|they) (will|shall|should)
  + (delivery|arrival|shipping|ship|eta|back) (date|time|by|is|on|estimate|in) ~4 @when
  - (should|will) ~3 (not|never) ~4 @when
  - (please|if) ~2 (let us know|dm|contact|reach|message|call|check back) ~8 @when
  - should (have)? (been|arrived|received) ~6 @when
  - (did|was|were|has been|have been) ~2 @when

entry F8
  meaning Comes back to see whether it worked.
  company help +0.4, regard +0.2
  cap 1
  yes Did that work for you?
  yes Just checking in on the new router.
  no How does this work?
  + ^ ~4 (did|has) (that|this|it|everything|the ~3) (work|help|fix|resolve|solve|arrive|worked|helped|fixed|arrived|resolved|go|gone)
  + (is|are) (it|everything|things|this|that|all|your ~3) (now|all|still)? (working|sorted|ok|okay|resolved|fixed|better|good|running) ~5 <question>
  + checking (in|back|up) (on|with|to|if|$)
  + (let|keep) us (know|posted|updated) (if|whether|how) (that|this|it|these|everything) (works|helps|goes|fixes|resolves|went)
  + (were|are) you (now|finally)? able to (resolve|fix|sort|get (this|it|that))
  + (how|did) (did)? (it|that|everything) (go|work|turn) (out|for)

entry F12
  meaning Brings the person who can solve it, or offers a choice.
  company help +0.5
  cap 1
  unless quoted
  yes I have asked the depot manager to call you.
  yes Our engineer will ring you.
  no Call the courier.
  + @we (have)? (now|just|already|also)? (asked|told|got|instructed|requested) ~5 (to|who will) (call|contact|email|reach|get|look|check|ring|investigate|review|sort|follow|send)
  + (they|someone|somebody|manager|colleague|specialist|engineer|technician|team|representative|rep|supervisor|advisor|agent|expert|he|she) (will|is going to|are going to|shall) (also|then|now|be)? (call|calling|contact|contacting|email|in touch|get in touch|reach out|reaching out|get back|ring|follow up|phone) 
  + @we (will|am going to|are going to) (have|get|ask) (someone|somebody|our ~2|the ~2|my ~2|a (member|colleague|manager|specialist|supervisor|technician|representative)) ~4 (call|contact|reach|email|get in touch|ring|look|check) 
  + (escalated|escalating|escalate) (this|it|your ~2|the ~2) (to|with|further)
  + (either|you have two|couple of options|following options|two options|which would you prefer)
  + (arrange|arranged|schedule|scheduled|book|booked) (a|for|an|someone) ~3 (call|callback|visit|engineer|technician|appointment|pickup|pick up|collection|collect)

entry F15
  meaning Makes it easy: hours, a direct line, a way without forms.
  company help +0.3
  cap 1
  yes The desk is open from 8am.
  yes You can just reply here.
  no Have you open tabs?
  + (=open|available) (24|daily|everyday|every day|until|till|from <time>|at <time>|7 days|<time>|monday|mon|around the clock)
  + <phone>
  + (just|simply|can|please)? (reply|respond) (here|to this|in this)
  + (opening|business|store|operating|office) hours
  + (toll free|freephone|direct (line|number)|hours a day|days a week)

entry closing
  meaning Ten words or fewer to end a talk: nothing is left to do.
  company risk -0.4
  cap 1
  yes You're welcome!
  yes Any time, Kim!
  + ^^ ~3 (you are (very|most|always|so)? welcome|no (problem|worries)|any time|anytime|my pleasure|happy to help|enjoy|have a (great|good|nice|lovely|wonderful) ~2 (day|evening|weekend|night|one|flight|trip|week)|cheers|take care) ~5 $$

# Neither sign held once other cues stood beside it.
entry notes_detail
  meaning Takes up a detail the customer gave.
  company regard +0.2
  cap 1
  yes Got it, that helps.
  yes Thanks for checking.
  + ^ @hello? (ok|okay|ah|oh)? (got it|gotcha|understood|i see $|that helps|good to know|makes sense)
  + (thanks|thank you) for (checking|confirming|that|clarifying|the (information|details|detail|confirmation|update|screenshot|info|clarification|additional|heads)|providing|sending|getting back|trying|your (dm|message|reply|response))

# ------------------------------------------------------------------ non-answers

entry B3
  meaning Declines to say.
  company help -0.6
  cap 1
  only statements
  halved C1
  unless quoted
  yes We won't comment on that.
  yes We do not give out that figure.
  no We cannot discuss your bill here, please send a private message.
  + (will not|not going to|prefer not to|not able to|can not|unable to|not in a position to|not at liberty to|decline to) (be)? (publicly|currently|further)? (disclose|comment|discuss|reveal|publish|share (that|this|any|the|specific|those|our|further|more))
  + (do not|not) (publicly|usually|typically|currently)? (give out|disclose|publish|comment on|speculate)
  + (confidential|proprietary) (information|reasons|and)
  - (discuss|share|disclose) ~6 (account|twitter|here|public|personal|private|openly|bill)

entry B4
  meaning Says that it does not know or cannot.
  company help -0.5, risk +0.2
  cap 2
  only statements
  unless quoted
  halved F4
  halved F7
  halved recommends
  yes We don't have any information on that.
  yes There is no ETA at the moment.
  yes Unfortunately we are unable to change it.
  no We don't have that colour, but the blue one ships today.
  no Are you not able to turn it off?
  + (do|does|did) not (currently|yet|actually|presently|quite|really)? have (currently|yet)? (any|a|an|the|more|further|specific|exact|much|that|this)? ~2 (information|detail|update|eta|timeline|timeframe|time frame|visibility|news|date|access|answer|confirmation|plans)
  + (have|has|is|are|there) (currently|yet|still|be)? (no|not any) (further|new|exact|specific|current|other|confirmed|definite|set)? (eta|timeline|timeframe|time frame|information|update|news|date|plans|way to|way for|option to|details|word|visibility)
  + nothing (more|else|further|that|much)? (=we|=i|that we|can be|to be|that can be) (can|could|done)?
  + (=we|=i) (can not|are unable to|am unable to|are not able to|am not able to|have no way|would not be able to|will not be able to|are currently unable to|were unable to|could not) (currently|unfortunately|be|actually|directly|just|even)? (help|assist|provide|offer|do|confirm|guarantee|access|view|change|process|cancel|refund|give|tell|say|answer|locate|make|accept|honor|honour|advise|resolve|promise|comment|see|speak|issue|amend|add|remove|transfer|extend|match|reserve|arrange|accommodate)
  + (is|are|would|will) not (be)? (currently|something|possible) (possible|we can|able|available|that we|to)
  + (=we|=i) (do not|are not) (know|sure|aware|certain) (when|if|why|what|how|of|whether|about)
  + unfortunately ~4 (can not|unable|not able|not possible|not available|no longer|do not)
  - (if|when|in case|so) (=we|=i) (can not|are unable|are not able|could not)
  - without ~8 (=we|=i) (can not|are unable|will not)
  - (can not|could not) (help|wait) (but|to)
  - (can not|could not) (see|find|locate) ~3 (dm|message|follow)
  - (sure|sorry|know|hear) (that)? (why|if) we (can not|could not)

entry B5
  meaning Puts off without a time.
  company help -0.6, risk +0.2
  cap 2
  only statements
  unless F7
  halved F12
  unless quoted
  yes We will be back to you shortly.
  yes We're looking into it.
  no We're looking into it and will write by 5pm.
  no Reply as soon as you can.
  no See you soon!
  + (=soon|=shortly|asap|in due course|stay tuned|watch this space|keep an eye out|in the near future|at the earliest)
  + as soon as (=we|=i|possible|they|there|it|more|our)
  + (looking|look|looked|checking|digging) into (it|this|that|the|your|these|what|why|things|matters)
  + (working|work) (hard|on|to|diligently|quickly|with) (to|on|it|this|that|a fix|getting|fixing|resolving|resolve|fix|restore|get|a|the|our)
  + (will|going to) (be in touch|get back to you|keep you (posted|updated|informed)|let you know|update you|follow up|reach out|have this looked)
  + (bear with us|rest assured|hang in there|hang tight|be patient|please allow|sit tight|please wait)
  + (=being|currently) (investigated|looked into|reviewed|worked on|addressed)
  - (see|speak|talk|fly|chat) (to|with)? you ~4 soon
  - (feel|get) (better|well) ~2 soon
  - (how|too|so|that|as|sooner|very) soon !as
  - (dm|message|send|let us know|call|contact|reach out|provide|respond|reply|help you|assist you|assist) ~6 (soon|shortly|asap|soon as possible|soon as)
  - (hope|hoping|back|again) ~3 soon
  - soon as you
  - (happy|like|love|want|willing|glad|help) to look into
  - (can|could|may|to|=let us|=let me) ~2 (look|work|looking)
  - (have|has|=i|=we) looked into
  - let (us|me) ~3 (look|work)
  - (so|and|then) (that)? (=we|=i) (can|may|could) ~2 (look|work)

entry B6
  meaning Turns the issue into feedback and passes it somewhere unseen.
  company help -0.7, risk +0.3
  cap 1
  only statements
  unless F7
  halved F12
  yes We will pass this on to our team.
  yes Your comment has been noted.
  yes Thanks for the idea, logged as request 88.
  yes Thank you for your feedback.
  no Pass your ticket to the driver.
  + (pass|share|forward|send|relay|submit|feed|report|direct) (this|it|that|these|them|along|your|on|the) ~5 (on|along|to|with|back|up) (to|with)? (the|our|my|their) ~3 (team|folk|people|dev|devs|developer|department|management|engineer|manager|leadership|group|colleagues)
  + (pass|passed|passing) (this|it|that|your ~2|these|the ~2) (on|along)
  + (taken|take) (it|this|that|your ~2)? on board
  + (feedback|concern|suggestion|comment|complaint|idea|opinion|request) (has|have|is|are) (been)? (duly)? (noted|logged|recorded|passed|shared|forwarded|taken|submitted)
  + (noted|logged|recorded|documented) (your|the|this|as|it) ~2 (feedback|concern|suggestion|comment|request|idea|complaint)
  + (let|make|making) (the|our|my) ~3 (team|folks|people|devs|department|store|manager|management) (know|aware)
  + ^^ @hello? ~2 (thanks|thank you) for (the|your|this|that)? (valuable|honest)? (feedback|comment|suggestion|input|idea) $$
  + (leave|provide|submit|share|send) (us)? (your|some|any|a)? (feedback|suggestion|comment) (here|at|via|on|through|using|to|directly|with|<url>)
  - (can|could|please|would) you (please)? (send|share|provide|forward)
  - ^ please (send|share|provide|forward|submit|pass|report|direct)

entry B7
  meaning Asks for data about the case.
  company
  cap 2
  yes Could you send us your order number?
  yes Which model do you have?
  yes Please share your postcode.
  no Could you try again?
  + (can|could|would|will|may|might) (you|=i|=we) (please|kindly|also|possibly|quickly)? (please|get|have|ask|just)? (tell|send|share|confirm|provide|give|let|supply|specify|clarify|elaborate|verify|dm|pm|explain|describe|expand|message|advise|get|have|ask|grab)
  + (please|kindly|and|then|just|do) (also|please|include|just)? (send|share|provide|confirm|dm|pm|tell|give|include|verify|supply|advise|email|message|attach|post|fill|reply with|let) ~6 (your|the|a|which|what|if|any|details|more|us know)  ~2 @datum
  + (what|which) (is|are|was) (the|your|its) ~4 (@datum|error|device|issue|problem|browser|store)
  + (what|which) (model|version|store|device|browser|phone|app|error|city|area|route|station|stop|flight|date|train|product|plan|type|exact|kind|country|os|ios|location|restaurant|address|postcode|channel|operating|town) 
  + (when|where|how) (did|do|are|have|was|were|is|long) (you|it|this|the|your|have) ~5 <question>
  + (are|do|did|have|were|is) (you|it|this|your) ~10 <question>
  + (send|share|provide|dm|need|include|confirm|with|give|like) (us|me|over|to|along)? (your|the) ~4 @datum
  + (let us know|tell us|tell me|let me know) (your|the|what|which|when|where|more|how)

entry B9
  meaning True but about nothing in particular.
  company help -0.4, originality -0.3
  cap 1
  unless quoted
  yes We always strive to do better.
  yes Quality is our passion.
  no We always ship on Mondays.
  + (=we|=i|always|constantly|continually|continuously) (always|constantly|continually|continuously)? (strive|striving|endeavour|endeavor)
  + =we (always|constantly|continually|continuously|do|are always|are constantly) (work|working|aim|try|trying|our best|look|looking|seek|improving) (to|hard|at|for|on|our)
  + (quality|safety|satisfaction|service|security|privacy|comfort) is (always)? (our|a|the|of|very|extremely) (top|number|highest|utmost|main|first|passion|priority|important|importance|goal)
  + (many|several|various|number of|variety of) (factors|reasons)
  + (from time to time|on occasion)
  + =we take ~6 (very|extremely|so|really)? seriously

# ------------------------------------------------------------------ deflection

# Moving to a private channel weighs for calm customers only; most of what it told is told by what else the reply does.
entry C1
  meaning Moves the talk to a private channel.
  company help -0.6, risk +0.1
  cap 1
  yes DM us.
  yes Please send your order number by private message, I'll refund it today.
  yes Give us a call on 0800 123 4567.
  yes Please reach out to our support team here.
  no We've sent you a DM.
  no I messaged the driver.
  + @private
  + (=dm|=pm|message|inbox|dming|messaging) (us|me)
  + (send|drop|shoot|pop|give|write|sent|leave) (us|me|over|through|in) ~3 (message|note|email|line|call|ring|shout)
  + (call|email|contact|ring|phone|reach|write to|chat with|speak with|speak to|talk to|connect with|reach out to|reaching out to|get in touch with|touch base with|call in to|write) (us|our|me|to our|to us|the support|customer (care|service|support|relations)) 
  + (fill|complete|submit) (out|in)? (this|the|our|a|an)? ~2 (form|request) 
  - (have|has|just|already|=we|=i) (just|also|already|now|have)? (sent|replied|responded|received|answered|got|dmed|emailed|see|seen|followed) ~7 @private
  - (check|see|in|to|of|for|received|got|read|answering|via|replied to) (your|the) ~1 @private
  - (have|did|has|when|where) (you|anyone) ~3 (call|email|contact|reach|write|written|speak|spoken|spoke|@private)
  - (=contacting|=reaching|=calling|=messaging|=emailing|=contacted|=called|=emailed|=reached) ~3 (us|our)
  - (thanks|thank you) for ~3 (us|our|@private)
  - (=we|=i|they|will|someone|team) (will|can|to|may|would)? (dm|pm|message|call|email|contact|reach) (you)
  - (thank|thanks) ~4 (dm|message|private|pm|direct)

entry C2
  meaning Sends the customer to another unit or firm.
  company help -0.4
  cap 1
  only statements
  halved F12
  yes Please contact your bank.
  yes You'd have to ask the courier.
  no The bank has sent it.
  + (=contact|=speak (to|with)|=ask|=call|=check with|=reach out to|=get in touch with|=consult|=email|=visit|=refer to|=talk to|direct ~3 to|raise ~3 with|take ~3 up with|=liaise with|=follow up with) (the|your|that|their|a) ~1 (store|shop|carrier|bank|seller|manufacturer|courier|branch|airline|restaurant|retailer|isp|vendor|hotel|developer|issuer|dealer|pharmacy|supplier|travel agent|operator|airport|police|embassy|authorities|council|merchant|landlord|post office)
  - (=i|=we) (will|can|have|am|could)? (also|just|to)? (ask|contact|speak|call|check|visit|reach)
  + not (our|my|this) (team|department|area|remit|responsibility)
  + (that would be|is|are) (handled|managed|dealt with|operated|run|controlled|owned|fulfilled|sold) by (the|another|a|our|your|third)
  + (=we|=i) (do not|are not) (handle|responsible|deal with|manage|in charge|operate|control|own)

entry C3
  meaning Puts a rule at the end of the talk.
  company help -0.5
  cap 1
  only statements
  halved recommends
  unless quoted
  yes As per our policy that is not possible.
  yes Our terms state this clearly.
  no What does your policy cover?
  + (per|under|in line with|according to|in accordance with|due to|by|within) (our|the|company|store|airline|your)? ~2 (policy|policies|terms|guidelines|regulations|conditions of|contract terms|rules)
  + as (stated|outlined|mentioned|described|specified|detailed|per|advised|explained) (in|on|under) (our|the|your)
  + (our|the|company|this) ~2 (policy|policies|terms|rules|guideline) (is|are|does|do|states|state|says|say|prohibits|requires|require|prevents|only|not)
  + (non refundable|nonrefundable|against (our|company) policy|not eligible)

entry C4
  meaning Turns to selling.
  company help -0.4, originality -0.2
  cap 1
  only statements
  unless F6
  unless quoted
  yes Check out our new range!
  yes Don't miss our spring sale.
  no Check the order page.
  + (check out|take a look at|shop|browse|explore|discover|have you seen|try) (our|the|all our|all the|some of our) ~2 (new|latest|range|sale|offer|deal|collection|menu|products|selection|store for)
  + ^ do not (miss|forget) (out on|our|the|to (grab|check|shop|use|enter|try))
  + (=upgrade|=switch|=join|=subscribe|=sign up) (to|for)? (our|a) ~2 (premium|plan|package|newsletter|pro|club|loyalty|rewards|membership|program)
  + (new|spring|summer|winter|autumn|christmas|holiday) (range|collection|menu|arrivals|line up|sale)
  + <percent> off
  + (use|with) (the)? code
  + (special|exclusive|amazing) (offer|deal|promotion)

# ------------------------------------------------------------------ boilerplate

entry formal
  meaning Office language where a person would speak.
  company risk +0.2, originality -0.1
  cap 1
  yes Kindly be advised that the form is required.
  no Please send the form.
  + (=kindly|=regarding|=advise|=advised|=ensure|=inconvenience|=inconveniences|=hereby|=pertaining|=concerning|=appropriate|=accordingly|=respective|=concerned)

entry D3
  meaning A template shows through: an unfilled field, or a greeting to nobody.
  company originality -0.8, regard -0.2
  cap 1
  yes Hi {first_name}, thanks for writing.
  yes Dear valued guest, we regret the wait.
  no Dear Ana, we regret the wait.
  + <slot>
  + ("[name]"|"[customer name]"|"[first name]"|"[customer]"|"[firstname]"|"[guest name]"|"[order number]"|"[insert name]"|"[agent name]"|"[last name]"|"[date]"|"[link]"|"[company]"|"[company name]"|"[your name]"|"[agent]"|"[product]"|"[issue]")
  + dear (valued|esteemed|loyal)? (guest|customer|sir|madam|user|client|member|passenger|subscriber|traveller|traveler|patient|patron|sir or madam|sir madam)
  + (valued|esteemed) (customer|guest|member|client|passenger)

entry D4
  meaning Courtesy from the drawer: thanks, regret and value statements that fit anything.
  company help -0.5, originality -0.3, risk +0.2
  cap 2
  only statements
  halved engages
  halved F5
  halved F6
  halved F7
  yes We value your feedback.
  yes Your satisfaction is important to us.
  yes We apologize for the inconvenience.
  yes We understand your concern.
  no Your order number is important here.
  + (value|appreciate|appreciated) (all|very much|greatly)? (of)? (you|your|the|all) ~1 (feedback|business|satisfaction|patience|understanding|loyalty|patronage|cooperation|input|comments|custom|interest|support|continued)
  + (thanks|thank you) ~2 for (your|the|being|all) ~2 (patience|understanding|cooperation|loyalty|patronage|business|support|interest|comments|loyal|continued|valued)
  + (satisfaction|feedback|opinion|business|comfort|experience|input|loyalty|patronage|you are) (is|are|very|is very|is really|is so)? (very|so|extremely|really|always)? (important|valuable|valued|matters) (to us|to our|for us|customer)?
  + (sorry|apologise|apologize|apology|apologies|regret) ~4 inconvenience
  + (thanks|thank you) for (reaching out|contacting|getting in touch|writing|connecting|choosing|tweeting|messaging|reaching|your (tweet|message|email|query|inquiry|enquiry|post|contact))
  + understand your (concern|frustration|disappointment|situation|point|position)
  + (your|this) (concern|matter|issue|experience) is (very|of|important|being)
  + (we|i) (hope|look forward) ~2 (to|that|you|your) ~3 (serving|serve|welcome|welcoming|seeing you|see you|give us another|continue|better experience|valued)

entry A5
  meaning A formula that closes the case.
  company
  cap 1
  only statements
  yes Glad we could help!
  yes This ticket is now closed.
  no Happy to help, what is the number?
  + (glad|happy|pleased|delighted|great|good) (to hear)? (that)? (=we|=i|to) (could|were able to|was able to|have been able to|have been|have) (be|been)? (help|helped|assist|assisted|of help|of assistance|of service|sort|sorted|resolve|resolved)  (you|with|out|$)
  + marking (this|it|your ~1|the ~1) (as)? (solved|closed|resolved|complete)
  + (case|ticket|request|issue|complaint|thread|matter) (is|has been|was|will be|is being) (now|also)? (closed|marked|considered)
  + (closing|close) (this|the|your) (case|ticket|thread|request|issue|chat)
  - (happy|glad|pleased) to (help|assist)

# ------------------------------------------------------------------ invalidation and defence
# Companies seldom write these in public; each list is short on purpose.

entry E1
  meaning An apology for feelings or appearances, not for conduct.
  company regard -0.6, risk +0.2
  cap 1
  scope clause
  halved F3
  halved F5
  halved F6
  unless quoted
  yes Sorry if you found the wait long.
  yes We apologise for any inconvenience.
  yes I'm sorry you feel that way.
  yes We regret if this may have upset you.
  no Sorry to hear that your bag is lost; it is on the 18:05 flight.
  no Sorry for the long wait.
  no Sorry, if you send the number we can look.
  + (sorry|apologise|apologize|apology|apologies|regret) (to you)? if (you|this|that|we|it|there|any|my|our|the|anyone|anything|your)
  + (sorry|apologise|apologize|apology|apologies|regret) ~2 (that)? you (feel|felt|think|thought|found it|find it|took|were offended|are offended|perceived|believe)
  + (sorry|apologise|apologize|apology|apologies|regret) ~2 for any
  + (sorry|apologise|apologize|apology|apologies|regret) ~6 (may have|might have|could have) (caused|upset|offended|felt|seemed|been)
  - feel (free|better|ill|unwell|sick)

entry E1.but
  meaning Sorry, but: regret as a doorstep to a refusal.
  company regard -0.3
  mode possible
  cap 1
  only statements
  halved recommends
  unless engages
  yes Sorry, but that is how it works.
  + (sorry|apologise|apologize|apologies) but

entry E2
  meaning Makes the harm smaller.
  company regard -0.6
  cap 1
  only statements
  unless F7 in sentence
  unless quoted
  yes It is just a small delay.
  yes Most guests don't mind the noise.
  yes It is not a big deal.
  no We just released 2.1, which fixes this.
  no It takes just a minute, please try again.
  no We also have a small size.
  + (just|only|merely|simply) (a|an|one|some) (very|really)? (minor|small|slight|little|tiny|brief|short|temporary)
  + (minor|slight|trivial) (issue|delay|hiccup|problem|inconvenience|glitch|thing|mistake|error|matter)
  + (small|little|tiny) (hiccup|glitch|delay|inconvenience|oversight|misunderstanding)
  + (not|hardly|is no) (that|such|a|so|the|exactly|really)? (a)? (big|huge|serious) (deal|problem|issue|a problem)
  + not the end of the world
  + most (of our)? (other)? (customer|people|user|guest|client|visitor|passenger) (do not|love|find|have no|are happy|are fine|never|enjoy|like|understand|prefer|manage)
  + (no one|nobody|noone|no other (customer|guest|user|client)) else? (has|had|have)? ever? (=complained|=mentioned|=reported|=raised|=complains)
  + (rarely|hardly ever|seldom|never normally|almost never) (happens|occurs|happen|occur)
  + you are the (first|only) (person|customer|one|guest|client) (to|who|that|we)
  + (could|might) have been (much|a lot|far)? worse
  - (just|only) (a|one) (small|little|short|quick) (charge|fee|deposit|amount|note|reminder|step|question|favour|favor|number|while)

entry E3
  meaning Says that it did not happen or is not so.
  company regard -0.8
  cap 1
  only statements
  unless quoted
  halved B7
  halved F16
  yes That is not true.
  yes We never told you that.
  yes The scanner works as designed.
  no This is not the right link, sorry.
  no We did not get your message, can you send it again?
  + (that|this|it|which) (is|was) (simply|just|absolutely|certainly|actually|really)? (not|never|un) (true|correct|accurate|the case|what happened|how it happened|possible that)
  + (can not|could not) (possibly)? (be|have been) (true|right|correct|our|the case|possible)
  + (is|are|was) (untrue|incorrect|inaccurate|false|nonsense)
  + (no|any) (record|evidence|trace|proof|sign) (of|that) (you|your|this|that|any|such|a|the)
  + (works|working|worked|functions|functioning) (perfectly)? (as (intended|designed|expected|it should)|fine (for|on|here|at our))
  + =we (did not|never|have not|have never) (charge|charged|cancel|cancelled|delete|deleted|lose|lost|say|said|tell|told|promise|promised|damage|damaged|ignore|ignored|refuse|refused|block|blocked|remove|removed)
  + (nothing|not anything) (is|was)? wrong (with|on|at) (our|the|it|this|that|your)
  - (ensure|make sure|sure|if|when|whether|so) ~6 (works|working|functioning) as
  - (if|whether|in case|and) (that|this|it|which) (is|was) not
  - (number|address|email|details|information|code|link|postcode|account|password) (is|was|are) (not|incorrect)

entry E4
  meaning Puts it on the customer.
  peer contempt +0.3, regard -0.3
  company contempt +0.3, regard -0.9
  cap 1
  only statements
  unless quoted
  yes You should have read the label.
  yes You failed to reply in time.
  yes Had you checked the site, you would know.
  no You should have an email within the hour.
  no You should have received a mail by now.
  no If you forgot your password, use the link.
  + you (really|clearly|obviously)? (should|could|must|ought to|needed to|need to) (really|at least|simply|just|also|already)? have (really|at least|simply|just|also)? (read|checked|known|called|told|asked|followed|noticed|contacted|waited|kept|confirmed|packed|saved|backed|chosen|looked|thought|planned|realised|realized|informed|mentioned|paid|booked|arrived|brought|reported|requested|cancelled|canceled|complained|spoken|verified|agreed|listened|paid attention)
  + if you (had|would have|had actually|had only|have actually) (only|actually|just|bothered to)? (read|checked|followed|listened|asked|called|waited|looked|bothered|paid attention|told|informed|kept)
  + had you (read|checked|followed|listened|asked|called|waited|looked|bothered|told|informed|kept)
  + you (failed|neglected|refused|chose not|did not bother|decided not) to
  + (user|customer) error
  + (your|is your|was your|entirely your) (own)? fault
  + you (only|only yourself) have yourself to blame
  + as (clearly|repeatedly) (stated|explained|mentioned|told|advised)
  + you (agreed|signed up|accepted|consented) (to|for) (this|the|our|these|it|that)
  - you could have (asked|contacted|reported|mentioned) <question>
  - if you ~2 (failed|forgot)
  - not your (own)? fault

entry E4.said
  meaning Reminds the customer of having been told.
  company regard -0.3
  mode possible
  cap 1
  only statements
  yes As already mentioned, the desk closes at five.
  + as (previously|already) (stated|explained|mentioned|told|advised)

entry E5
  meaning An excuse: a cause outside, and no remedy.
  company regard -0.4
  cap 1
  only statements
  unless F5
  unless F6
  halved F7
  halved F3
  unless quoted
  yes This is due to the bad weather.
  yes It was beyond our control.
  no Due to the weather we have rebooked you.
  + (due to|because of|owing to|as a result of|thanks to) ~4 (weather|demand|volume|staffing|staff shortage|staff|covid|supplier|courier|third party|circumstance|traffic|strike|congestion|season|holiday|storm|snow|fog)
  + (beyond|outside|out of|not (in|under|within)) (of)? (our|my|the|anyone's) (direct|immediate)? control
  + (higher|busier|larger|more) than (usual|normal|expected|average|anticipated)
  + (unusually|exceptionally|extremely|unexpectedly|very|experiencing) (high|heavy|large) (volume|demand|number|call|traffic|contact)

entry E6
  meaning Says that it is usual, or right so.
  company regard -0.3
  mode possible
  cap 1
  only statements
  unless quoted
  halved F4
  yes That is standard practice.
  yes Some wear is to be expected.
  no The standard delivery takes a week.
  + (standard|normal|common|industry|usual) (practice|procedure|industry practice)
  + (is|are|be|was) (only|just|quite|perfectly|completely|totally|all|absolutely)? (to be expected|perfectly normal|completely normal|quite normal|normal behaviour|normal behavior|industry standard|how it works|how (it|things) (work|is|are))
  + (in order)? to keep (our|the)? (price|cost|fare) (down|low|competitive)
  + (all|every|other|most) (airline|compan|company|bank|store|shop|provider|network|carrier|competitor) (do|does|also|charge|have)

entry E7
  meaning Talks down.
  company contempt +0.6, regard -0.5
  mode possible
  cap 1
  only statements
  unless quoted
  yes As everyone knows, wool shrinks.
  yes Let me explain this to you.
  yes It is quite simple, really.
  no It actually shipped this morning.
  no Simply press the button.
  + ^ (=obviously|=clearly|=evidently) !(=i|=we|there|our)
  + as (you should (know|be aware)|everyone knows|everybody knows|any (adult|sensible))
  + let me explain ~2 (to you|how|again|it|this|$)
  + (it|that|this) (is|really is) (really|quite|very|pretty|actually)? (simple|obvious|easy|common sense|rocket science|self explanatory) (really|enough|to understand|$)
  + if you (understood|knew|had any idea)
  + you (clearly|obviously|evidently) (do not|have not|did not|are not|have no|misunderstood|misread)
  + (you|u) do not (seem to|appear to)? (understand|realise|realize)
  - if you
  + (is|just|only|basic) (common sense|rocket science)
  - (make|hope|makes|made) ~3 (simple|easy)
  - (sorry|understand|hear) ~4 do not understand

entry E8
  meaning Orders another feeling or another tone.
  peer contempt +0.4, regard -0.4
  company contempt +0.4, regard -1.0
  cap 1
  only statements
  unless quoted
  yes Calm down.
  yes There is no need to get upset.
  yes Please remain polite.
  yes Mind your language.
  no Your language settings are under Account.
  no You wrote “calm down, lads” on your poster, we love it.
  + (calm|settle) down
  + (no|not any) (need|reason|call) (for you)? (to|for) (be|being|get|getting|become|you to be|you to get|act|so)? (so|all|such)? (@temper|drama|attitude|language|swearing|rudeness|abuse|shout|swear)
  + (=please|^) (be|remain|stay|keep it|try to be|keep this) (more|a bit|a little)? (polite|civil|respectful|courteous|civilised|civilized)
  + (overreact|over reacting|over reaction|overreaction|overdramatic|over the top reaction)
  + (your|that) (tone|attitude) (is|will|towards|toward|does|was|and)
  + your (behaviour|behavior) (is|will|towards|toward|was)
  + (mind|watch|moderate) your (language|tone|words|mouth|manners)
  + (chill|relax|lighten up|get over it|take a deep breath|grow up)  $
  - (chill|relax) and

entry E9
  meaning Mocks.
  peer contempt +0.4, regard -0.4
  company contempt +0.4, regard -0.9
  mode possible
  cap 1
  unless quoted
  yes Thanks for sharing, champ.
  yes Good luck with that!
  no Thanks for sharing, Ana.
  + (thanks|thank you) for (sharing|your input|the input|playing|your opinion|that) (champ|pal|buddy|genius|sweetheart|sherlock|einstein|sunshine|princess|karen|snowflake|darling|hero)
  + (ok|okay|sure|nice try|good one|whatever) (champ|pal|buddy|genius|sherlock|einstein|sunshine|princess|karen|snowflake|hero|boomer)
  + (good luck with that|cry me a river|boo hoo|world's smallest violin|slow clap|first world problem|must be (hard|nice) being)
  + oh (wow|dear|no|boo) ~8 (lol|lmao|";)"|rofl)

entry E10
  meaning Attacks: calls the customer a liar, a fake, a rival.
  peer contempt +0.5, regard -0.5
  company contempt +0.5, regard -1.0
  cap 1
  only statements
  unless quoted
  yes This is a fake review.
  yes Our lawyers will hear of it.
  yes You were never a customer here.
  no Our legal page lists the fees.
  no You never have to queue again.
  + (fake|false|dishonest|malicious|defamatory|bogus|fraudulent|slanderous|libellous|baseless|made up) (review|claim|post|accusation|comment|statement|allegation|rating|story)
  + (our|my) (lawyer|attorney|legal team|solicitor|legal department) (will|is|are|has|have)
  + (take|taking|pursue|pursuing|consider|considering) legal action
  + you (never|were never|were not|are not|have never|did not) (even|actually|been|ever)? (been)? (visit|visited|stayed|stay|ate|eaten|dined|ordered|bought|a customer|a guest|a client|our customer|our guest|our client|a patient|our patient|a member)
  + (sent|paid|planted|written|posted|hired|are|is) (by|for|from) (a|our|one of our|the) ~1 competitor
  + (trying to|just want to|attempt to) (scam|blackmail|extort|defraud|get (free|something for free))
  + (you are|you are) (lying|a liar|making this up|a troll|not telling the truth)
  - if you (never|did not|have never|are not|were not)

entry E11
  meaning Mistakes without makers.
  company regard -0.2
  mode possible
  cap 1
  only statements
  halved F3
  yes Mistakes were made.
  yes Some delays have been experienced.
  no We made a mistake.
  + (mistake|error|delay|oversight) (was|were|has been|have been|may have been) (made|experienced|caused|encountered)
  + (has|have) been (duly)? (noted|logged|taken on board)
  + (inconvenience|frustration|upset|trouble) (caused|experienced|suffered)

# ------------------------------------------------------------------ regard

entry F1
  meaning Says back what was read or seen; the reader adds whether it names the customer's own matter.
  company regard +0.2
  cap 1
  unless quoted
  yes I see that your crate was left in the rain.
  no We understand your concern.
  + (=i|=we) (can|could|do|have)? (see|understand|hear|read|noticed|notice|gather|realise|realize) (that|from|you|your|the|how|why|this|what) !(concern|frustration|point|situation|position|disappointment)
  + (^|it|that|this) (sounds|looks|seems) (like|as if|as though) (you|your|the|there|it|that|this)
  + (you|that you) (mentioned|said|wrote|are saying|describe|described|mention|say) (that|the|your|you|in|it)
  - (if|when|so|once|will|until|to|hope) (=i|=we) (can|could)? (see|hear|read)
  - (see|hear) (you|what (=we|=i) can|if|the link)

entry F2
  meaning Regret about what the company did or did not do.
  company regard +0.5, risk +0.2
  cap 1
  unless negated
  unless quoted
  unless E1 in sentence
  yes Sorry for the long wait.
  yes We apologise that the box was empty.
  no We are not sorry for it.
  no Sorry if you found the wait long.
  + (sorry|apologise|apologize|apology|apologies) (again|so much|very much|sincerely|deeply|truly|to you)? (for|about|that|we|this|your|it|the|i|our|is|are)
  + (our|my|sincere|sincerest|deepest|many|please accept) (sincere|sincerest|deepest|our|my|deep)? (apologies|apology)
  + (=we|=i) (do|sincerely|truly|deeply|really|must|would like to|want to|can only)? (apologise|apologize|regret)
  + ^ (so|very|really|truly|terribly)? (sorry|apologies)
  - (sorry|apologise) (for your loss)
  - sorry to

entry F3
  meaning Owns it.
  company regard +1.0, help +0.1
  cap 1
  only statements
  unless negated
  unless quoted
  yes That was our mistake.
  yes We got this wrong.
  yes We should have told you sooner.
  no It is not our fault.
  no We should have it back by Monday.
  + (our|my) own? (=fault|=mistake|=error|=bad|oversight|failure|blunder) !(team|reporting|department|line)
  + (=we|=i) (really|clearly|completely|have|totally|certainly)? (got (this|it|that|your ~2|things) (badly|so|very|completely)? wrong|messed (up|this|that|it)|screwed up|dropped the ball|let you down|failed you|failed to|fell short|made (a|the|an|this|some) (big|bad|silly|terrible)? (mistake|error))
  + (=we|=i) should (have|never have) (done|told|called|caught|warned|let you|known|replied|answered|been (clearer|quicker|faster|more|better)|checked|explained|handled|made|never|informed|contacted|responded)
  + (that|this|it) (is|was|one is) (all|entirely|totally)? on us
  + (there is|have|is|no) no excuse
  + (take|takes|accept|taking) (full|complete|total)? responsibility
  + you deserve (better|much better|more than)
  - by (our|my|us)? (mistake|error)
  - (if|whether|unless|when) (=we|=i) (have)? (made|got|failed|messed|let)

entry F9a
  meaning Feels with the customer.
  company regard +0.5
  peer regard +0.5
  cap 1
  unless negated
  unless quoted
  unless E1 in sentence
  yes Sorry to hear that your bag is lost; it is on the 18:05 flight.
  yes So glad you like it!
  no Happy to help.
  no Sorry if you found the wait long.
  + (sorry|sad|gutted|saddened|hate|upset|dismayed|concerned|never like|do not like|disappointed|not good|not what we like|troubled) to (hear|see|read|learn|know)
  + sorry (that)? (you|your)
  + sorry (for|about) (your|the|all the) (recent|long|added)? (loss|trouble|frustration|stress|hassle|disappointment|upset|pain)
  + (glad|happy|delighted|great|thrilled|pleased|wonderful|=lovely|good|awesome|fantastic) to (hear|see|know|read)
  + (glad|happy|delighted|thrilled|pleased) (that)? (you|it|your|everything|this|things|we got|all)
  + (feel|feeling) for you
  + hope (that)? (you|your|everything|all|it|things|he|she|they|this) ~5 (better|well|safe|enjoy|great|good|quick|okay|ok|soon|lovely|wonderful|arrives|smooth|recover)
  + (=we|=i) (know|hate|feel) (the|your|when|this) (feeling|pain|happens)

entry F9b
  meaning Names what it must be like.
  company regard +0.6
  peer regard +0.5
  cap 1
  unless negated
  unless quoted
  yes That must have been stressful.
  yes I understand how upsetting a lost ring is.
  no We understand your concern.
  + (sounds|seems|looks|must be|must have been|must feel|how|that is|this is|is never|incredibly|extremely) (so|very|really|incredibly|quite|extremely|not|like a|a|super|pretty)? @hardship
  + (=i|=we) (completely|totally|fully|do|really|can|certainly|absolutely|definitely|would)? (completely|totally|fully|only|certainly)? (understand|see|get|appreciate|imagine|know|share|hear) (how|why|that|what|your|the|this) ~5 (@hardship|@feeling|feel)
  + (would|will) (also|too)? be (just as|equally|as|pretty)? (frustrated|upset|annoyed|disappointed|angry) too?
  + (anyone|anybody|i|we) would (be|feel) (upset|frustrated|annoyed|angry|the same|that way)
  + you are (absolutely|completely|quite)? right to (be|feel|expect|complain)
  - understand your concern

entry F10
  meaning A human voice: somebody says I.
  company regard +0.2, originality +0.2
  cap 2
  unless quoted
  yes I'll ask the kitchen.
  yes Oops, that looks odd.
  no We will ask the kitchen.
  + =i (will|have|am|can|would|do|understand|know|see|just|hope|think|checked|spoke|called|asked|found|could|was|suggest|recommend|believe|love|appreciate|did|also|completely|totally|must)
  + (let me|my (colleague|apologies|pleasure|end|mistake|bad))
  + (oops|whoops|haha|uh oh|oh no|yikes|ouch|phew|aww|hmm)

entry F13
  meaning Thanks for raising it.
  company regard +0.2
  cap 1
  yes Thanks for flagging this.
  no Thanks for your patience.
  + (thanks|thank you|appreciate|appreciate you) (so much|very much|again)? (for)? (you)? (letting|flagging|reporting|bringing|raising|alerting|pointing|spotting|highlighting|sharing|telling|making us|taking the time|mentioning|the heads|giving us)

entry F14
  meaning Says what will keep it from happening again.
  company regard +0.3, help +0.2
  cap 1
  only statements
  unless quoted
  yes We have changed our packing process so it won't happen again.
  no We updated the page.
  + so (that)? (this|it|that) (will not|does not|can not|never|will never|should not|is not) (happen|occur|repeat)
  + (prevent|avoid|stop) (this|it|that|these|such|similar|future) ~4 (happen|happening|occur|occurring|repeat|repeated|recurring|again|future)
  + (make|making|made|ensure|ensuring) (sure)? (that)? (this|it) (does not|will not|never|can not) (happen|occur)
  + (changed|changing|updated|updating|retrained|retraining|retrain|reviewing|reviewed|improved|overhauled) (the|our) ~2 (process|training|procedure|practice|packaging|team|checks)

entry F16
  meaning Shows effort: what was checked, and what was found.
  company help +0.3, regard +0.4
  cap 1
  only statements
  unless negated
  unless quoted
  yes I checked with the depot and they have your box.
  yes Having looked at your account, I found two charges.
  no Please check your account.
  no Have you checked?
  + (=i|=we) (have|had)? (just|already|also|now|double|personally|since|gone and)? (@checked|=looked (at|up|through|over|into)|taken a look|had a look|read through|gone through|heard back) !(by|from)
  + (having|after|upon|on) (@checked|=checking|=reviewing|=looking|=looked|=speaking|=further|=closer) ~3 (your|the|with|this|at|into|it|through|review|inspection)
  + (=i|=we) (can|could)? see ~3 (your|the|you|it|that) ~6 (was|were|is|has|have|had|on|shows)
  + (tracking|system|account|records|notes|it) (shows|showing|says|indicates|indicate|show) (that|your|the|it|as|delivered|a|no)
  - (if|once|when|have|until|after|because) (=i|=we) (have|had)? (@checked|looked|heard)
  - (=i|=we) (can|could) see (if|what|how|whether)
  - looked into (soon|shortly)

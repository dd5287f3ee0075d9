goodwill-lexicon 1
language en
revision 1
extends
# English cues of help: is the question answered?
#
# Provenance: every phrase and every example was written for this file. Weights are set by hand, rounded, and mean
# log-odds, more or less. What a cue is worth differs by side: a question back is work on the case from a company and
# no answer from one who was asked in a forum; first person is a human voice from a company and one's own story from a peer.
# What a company says in courtesy (thanks, sorry, please) weighs nothing here, so that brand replies keep their places.

# ------------------------------------------------------------------ what kind of thing is asked for

entry asks_place
  meaning Asks where something is or where it can be had.
  customer
  yes Where can I buy a bicycle pump?
  no It happened there.
  + (=where|=location|=directions|=nearest|=whereabouts)

entry asks_person
  meaning Asks for a person or for a contact.
  customer
  yes Who repairs sewing machines?
  yes Can someone give me a number for the depot?
  no The person left.
  + (=who|=whom|contact|anyone who|someone who|somebody who|phone|telephone|mobile (number|no)|email (address|id)|a number (of|for|to))

entry asks_time
  meaning Asks for a time or how long something takes.
  customer
  yes When does the desk open?
  yes How long does the repair take?
  no I will be there on Monday.
  + (=when|how (long|soon|often|early|late|many (day|week|month|year|hour|minute))|what (time|day|date|year|month)|timing|opening (hour|time)|(which|what) (day|date)|how much (time|longer)|=eta)
  - (=if|=even|just) =when
  - =when (=i|=we|he|she|they|my|the)

entry asks_amount
  meaning Asks how much or how many.
  customer
  yes How much is a spare key?
  yes What is the going rate for a lesson?
  no That is much better.
  + (how (much|many|far|old|big|fast|large|high|heavy)|(the|what|any|average|approximate|current|good|fair|total|idea) ~2 (price|cost|fee|salary|rate|fare|charge|package|budget|speed|size|amount|rent|percentage|allowance))

entry asks_polarity
  meaning Asks for a yes or a no.
  customer
  yes Is there a lift in the building?
  yes Anybody know if it works offline?
  no It is open.
  + ^ @hello? (and|but|so|or|also|please|well|then)? (=is|=are|=was|=were|=do|=does|=did|=can|=could|=will|=would|=should|=has|=have|=had|=may|=am|=shall) !(=you|=anyone|=anybody|=someone|=somebody)
  + (know|wonder|ask|sure|confirm|check|say|idea|advise|see|tell me|find out) (=if|=whether)
  + (is|are) (it|there|this|that|they) ~12 <question>

entry asks_procedure
  meaning Asks how something is done.
  customer
  yes How do I reset the clock?
  yes What are the steps to move my plan?
  no I know that it works.
  + how (do|can|to|should|could|does|would|will|did|is|are|about)
  + (procedure|process|requirement|step|paperwork|instruction|formality|=way|=ways|tutorial|method|formalities)

entry asks_cause
  meaning Asks why.
  customer
  yes Why did the light turn red?
  no That is the way it is.
  + (=why|how come|(=reason|=reasons|=cause) (for|of|behind|why)|what (cause|made|make|happen)|what is wrong)

entry asks_thing
  meaning Asks which thing, or for a recommendation.
  customer
  yes Which lens is the best for birds?
  yes Any suggestions for a quiet keyboard?
  no The last one was sold.
  + (=which|=what !(time|date|day|=do|=should)|recommend|suggest|suggestion|recommendation|favourite|favorite|the best|name of|opinion|option)

# ------------------------------------------------------------------ what kind of thing is told

entry tells_place
  meaning Names a place or the way to one.
  company help +0.5
  peer help +0.4
  cap 2
  only statements
  yes There is one opposite the station.
  yes You find it on the second floor.
  no It was in vain.
  + (=near|=nearby|opposite|behind|beside|next to|=beside|in front of|across (from|the)|=along|close to|at the (end|corner|back|top|bottom|entrance)|=inside|=towards|down the|turn (left|right)|on your (left|right)|on the (left|right|way|corner))
  + (road|street|=mall|=malls|=shop|=shops|store|=branch|=branches|=center|=centre|=centers|area|airport|roundabout|building|=floor|corner|=market|supermarket|avenue|district|=station|=highway|=bridge|tower|=plaza|=square|=hotel|=restaurant|=restaurants|=hospital|=clinic|=school|=office|=park|=club|=tab|=menu|=folder|=dashboard|downtown|village|showroom|outlet|=desk)

entry tells_person
  meaning Names somebody to turn to, or a contact.
  company
  peer
  cap 1
  only statements
  yes Ask for Lena at the front desk.
  yes Their number is +44 20 7946 0000.
  no I never asked.
  + (<phone>|<email>|<mention>|<url>)
  + (=contact|=call|=ask|=consult|speak (to|with)|talk to|check with|=dr|agency|department|=embassy|=dealer|their (number|website|office))

entry tells_time
  meaning Says when, or how long it takes.
  company
  peer
  cap 1
  only statements
  yes It takes two weeks.
  yes They open at 9 am.
  yes 21 days per year
  no Once upon a time.
  + (@when|@number (to|or|and)? @number? (=working|=business)? (@unit|=year|=years|=yrs|=yr|=days)|=am|=pm|"a.m"|"p.m"|@weekday|@month|everyday|every day|daily|weekend|=soon|next (week|month|year)|last (week|month|year)|=after|=until|=till|morning|evening|afternoon|=yesterday|=tomorrow)

entry tells_amount
  meaning Says how much or how many.
  company
  peer help +0.1
  cap 1
  only statements
  yes It costs forty dollars.
  yes About 20 of them.
  no It costs nerves.
  + (<money>|<number>|<percent>|hundred|thousand|million|=free|dozen|half|double|=two|=three|=four|=five|=six|=ten|=twenty|=forty|=fifty|cheap|expensive|=cheaper|minimum|maximum|average|=enough|=less than|=more than|=at least|around <number>)

entry tells_polarity
  meaning Opens with yes or no, or says that there is or is not.
  company
  peer
  cap 1
  only statements
  yes Yes, it does.
  yes There are two of them.
  no I have said yes twice.
  + ^^ ~2 (=yes|=no|yep|yeah|=ya|yup|=nope|=nah|=not|=definitely|=absolutely|of course|=sure|certainly|=never|=impossible|=possible|=correct|=true|=false)
  + ^ (it is|its|it was|there (is|are|was|were|will)|they (are|do|have|will|can)|depends|it (depends|does|will|can|has|would|should)|not (possible|allowed|necessary|at all|really))

entry tells_procedure
  meaning Says what to do, step by step or in one go.
  company
  peer help +0.2
  cap 3
  only statements
  yes Go to the second desk and ask for the form.
  yes You need a copy of the contract.
  yes Try a smaller nozzle.
  no I went there.
  + ^ @hello? (so|then|and|or|also|first|next|just|please|well|better|simply|maybe|no|yes)? (just|then|please|also)? (=go|=try|=check|=ask|=call|=contact|=visit|=get|=take|=buy|=use|=look|=make|=bring|=apply|=tell|=talk|=keep|=avoid|=drive|=search|=google|=read|=see|=pay|=wait|=choose|=open|=send|=install|=download|=restart|=head|=click|=press|=turn|=do not|=never|=consider|=speak|=submit|=stay|=change|=set)
  + (you|one|he|she|they) (will|would|just|only|may|might|can|do|also|always|not|still|really|definitely)? (also|just|only|not|always)? (=need|=must|=should|have to|=can|=could|=may|=might|has to|had better|ought|=will|=get|=want to)

entry tells_cause
  meaning Gives a cause.
  company
  peer
  cap 1
  only statements
  yes Because the belt is worn.
  no It is a lost cause.
  + (=because|=coz|=cuz|=cos|=since|due to|=reason|=reasons|that is why|caused by|so that|=therefore|as (it|they|you|the|there|this)|=causes|the cause)

entry tells_thing
  meaning Names a thing and says what it is, or that it is good.
  company help +0.3
  peer help +0.2
  cap 2
  only statements
  yes The blue one is the best.
  yes I would go for the wired version.
  no It is late.
  + (=best|=better|=good|=great|=excellent|=nice|=fine|=cheaper|=cheapest|=popular|=decent|=reliable|=favourite|=favorite|=worth|recommend|=prefer|=suggest|=called|=choice|go for|i (use|like|love|have)|=try|such as|=like a|for example|=okay)

# ------------------------------------------------------------------ beside the kinds

entry came_back
  meaning Gives thanks: the asker came back, or it is chat.
  company
  peer help -1.2
  cap 1
  yes Thanks for all the tips.
  no No thanks to the rain.
  + (thanks|thank|appreciate|appreciated|grateful|=ta)
  - no (thanks|thank)

entry chat_opening
  meaning Opens like talk, not like an answer.
  peer help -0.7
  cap 1
  yes So that is it.
  no It is so.
  + ^^ (=lol|=so|=but|=who|=why|=hmm|=hmmm|=haha|=hahaha|=hehe|=wow|=and|=really|=ah|=that|=congrats)

entry asks_back
  meaning Opens with a question or thanks: no answer from one who was asked in a forum.
  peer help -0.7
  cap 1
  yes Is it open?
  no It is open.
  + ^^ (=what|=how|=thanks|=thank|=is|=are|=do|=did|=can|=where|=does|=could)

entry own_need
  meaning Speaks of one's own need: a second asker, not an answer.
  peer help -0.5
  cap 2
  yes I need one as well.
  no You need a permit.
  + (=i|=we) (also|really|just|am|have|do|still|too|was|will|would|would like|want)? (=need|=want|=wonder|=wondering|=looking|looking (for|to)|=interested|=planning|=trying|=thought|have the same|=hope)

entry seeks
  meaning Seeks help itself instead of giving it.
  company help -0.5
  peer help -0.5
  cap 2
  yes Please tell me too.
  yes Any idea if it is open?
  no Let me tell you how it works.
  + (=know|=idea|=ask|=info) (=if|=about|=how|=where|=what|=when|=any|=whether|=regarding)
  + (=any idea|(=if|=am|=should|=do) =i|anyone|anybody|how (much|many|long) (is|are|do|does|will|was))
  + (help|tell|told|advise|inform|give|guide) =me

entry laughs
  meaning Laughs or winks.
  peer help -0.4
  cap 2
  yes Haha, good one.
  no That was a good laugh for nobody.
  + (=lol|=lols|=haha|=hahaha|=hahahaha|=hehe|=hehehe|=heh|=lmao|=rofl|=xd)

entry about_talk
  meaning Talks about the talk: the thread, the post, who asked what.
  peer help -0.4
  cap 2
  yes This thread is going nowhere.
  yes Your question was silly.
  no The thread of the screw is worn.
  + (your|this|my|the|these|such|that) (own|last|first|previous|same)? (question|post|thread|topic|comment|reply|answer|forum|posting|message)
  + ^ (=true|=agreed|=exactly|=indeed|=totally|=agree|=same|well said|good (one|point|question))
  - thread of

entry qualifies
  meaning Says on what it depends or how far it holds.
  company help +0.3
  peer help +0.3
  cap 2
  only statements
  yes It usually takes longer, depending on the weather.
  no I depend on you.
  + but (=if|=it|=they|=you|=the|=there|=not|=only|=still)
  + (=usually|=depends|=depending|=normally|=generally|=mostly|at least|up to|=approximately|=approx|=average|=roughly|=sometimes|=either|=unless|=provided|=otherwise|more than|less than|=minimum|=maximum|=both|=each|=only if|=per|as long as|=during|=including|=etc)

entry self_talk
  meaning Says I: one's own story.
  peer help -0.1
  cap 3
  yes I was there.
  no You were there.
  + (=i|=me|=my|=mine|=myself)

entry appraises
  meaning Weighs a thing up: how good, compared to what.
  company help +0.4
  peer help +0.4
  cap 2
  only statements
  yes It is very good and one of the cheapest.
  no It came on time.
  + (=very|=pretty|=quite|=really|=reasonably|=fairly|=extremely|=so|=too|=much|=more|=most) (good|nice|fine|cheap|expensive|safe|hot|cold|helpful|easy|hard|difficult|friendly|reasonable|popular|reliable|big|small|comfortable|decent|better|cheaper|easier|affordable|common|strict|clean|crowded)
  + (one of|the best|the only|better (than|to|off)|compared (to|with)|is also|much (better|cheaper)|good (for|as|but|if)|as well|=reasonable|=affordable|(is|are) a? (good|great|fine|ok|okay|best|better|nice|excellent|cheap|cheaper|safe|expensive))

entry declines
  meaning Says what somebody does not do or cannot.
  peer help -0.2
  cap 2
  yes I don't know.
  no I know.
  + (=i|=you|=we|=he|=she|=people) (do|can|did|could|have|would|am|are) not
  + (sorry|no idea|no clue|not sure)

entry opens_plainly
  meaning Opens as a statement of fact.
  company help +0.5
  peer help +0.3
  cap 1
  only statements
  yes The blue one fits.
  yes It's next to the lift.
  no So the blue one fits.
  + ^^ (=the|=a|=an|=in|=at|=for|=from|=on|=they|=its|=it|=there|=as|=some|=most|=both|=all|=depends|=only|=usually|=around|=about|=not|=near|=next|=by|=if|=yes|=yep|=yup|=ya|=definitely|=absolutely|=certainly|=go|=try|=according|=minimum|=these|=people|=every)

entry points_to
  meaning Sends somewhere.
  company help +0.2
  peer help +0.2
  cap 2
  only statements
  yes Go to the second shop.
  no I went home.
  + (=go|=head|=drive) (to|for|with|there|and|=through|=online)

entry smiles
  meaning Smiles or frowns with a sign.
  peer help -0.3
  cap 2
  yes All right :)
  no All right.
  + <emoji>

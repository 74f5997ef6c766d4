#include "warraq.h"
int warraq_placeholder(void);
int warraq_placeholder(void){return 0;}
